import type { Ref } from "@autotest/core";
import type { SupportName } from "./emit-act.js";

/** A small function of a suite file: a tab a step, single quotes, semicolons. */
export interface SupportText {
  /** `«ref»` stands for the local name of an import. */
  readonly plain: readonly string[];
  /** What parts of `plain` become in TypeScript. */
  readonly typed: { readonly [part: string]: string };
}

/** The imports a text asks for. */
export function refsOf({ plain }: SupportText): readonly Ref[] {
  return [...new Set([...plain.join("\n").matchAll(/«(.+?)»/g)].map(([, ref = ""]) => ref))];
}

/** Every small function there is. */
export const TEXTS: { readonly [name in SupportName]: SupportText } = {
  take: {
    plain: [
      "function take(iterable, count) {",
      "\tconst items = [];",
      "\tfor (const item of iterable) {",
      "\t\titems.push(item);",
      "\t\tif (items.length === count) break;",
      "\t}",
      "\treturn items;",
      "}",
    ],
    typed: { "iterable, count": "iterable: Iterable<unknown>, count: number", "items =": "items: unknown[] =" },
  },
  collect: {
    plain: [
      "async function collect(iterable, count = Infinity) {",
      "\tconst items = [];",
      "\tfor await (const item of await iterable) {",
      "\t\titems.push(item);",
      "\t\tif (items.length === count) break;",
      "\t}",
      "\treturn items;",
      "}",
    ],
    typed: { "(iterable,": "(iterable: any,", "items =": "items: unknown[] =" },
  },
  captureOutput: {
    plain: [
      "function captureOutput(act) {",
      "\tconst written = [];",
      "\tconst { write } = process.stdout;",
      "\tprocess.stdout.write = (text) => written.push(String(text)) > 0;",
      "\ttry {",
      "\t\tact();",
      "\t} finally {",
      "\t\tprocess.stdout.write = write;",
      "\t}",
      "\treturn written.join('');",
      "}",
    ],
    typed: { "(act)": "(act: () => unknown)", "written =": "written: string[] =", "(text) =>": "(text: unknown) =>" },
  },
  captureOutputAsync: {
    plain: [
      "async function captureOutputAsync(act) {",
      "\tconst written = [];",
      "\tconst { write } = process.stdout;",
      "\tprocess.stdout.write = (text) => written.push(String(text)) > 0;",
      "\ttry {",
      "\t\tawait act();",
      "\t} finally {",
      "\t\tprocess.stdout.write = write;",
      "\t}",
      "\treturn written.join('');",
      "}",
    ],
    typed: {
      "(act)": "(act: () => Promise<unknown>)",
      "written =": "written: string[] =",
      "(text) =>": "(text: unknown) =>",
    },
  },
  roundNumbers: {
    plain: [
      "// Numbers to twelve significant digits: the last ones differ between machines.",
      "function roundNumbers(value) {",
      "\tif (typeof value === 'number') return Number(value.toPrecision(12));",
      "\tif (Array.isArray(value)) return value.map(roundNumbers);",
      "\tif (Object.prototype.toString.call(value) !== '[object Object]') return value;",
      "\treturn Object.fromEntries(Object.entries(value).map(([key, item]) => [key, roundNumbers(item)]));",
      "}",
    ],
    typed: { "roundNumbers(value) {": "roundNumbers(value: any): any {" },
  },
  restoring: {
    plain: [
      "// Lets a test replace properties, and puts them back when it has ended.",
      "async function restoring(act) {",
      "\tconst undo = [];",
      "\tconst replace = (object, name, value) => {",
      "\t\tconst before = Object.getOwnPropertyDescriptor(object, name);",
      "\t\tundo.unshift(() => {",
      "\t\t\tif (before) Object.defineProperty(object, name, before);",
      "\t\t\telse Reflect.deleteProperty(object, name);",
      "\t\t});",
      "\t\tif (value === undefined) Reflect.deleteProperty(object, name);",
      "\t\telse Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });",
      "\t};",
      "\ttry {",
      "\t\tawait act(replace);",
      "\t} finally {",
      "\t\tfor (const step of undo) step();",
      "\t}",
      "}",
    ],
    typed: {
      "(act)": "(act: (replace: (object: object, name: string, value: unknown) => void) => unknown)",
      "undo =": "undo: (() => void)[] =",
      "(object, name, value) =>": "(object: object, name: string, value: unknown) =>",
    },
  },
  frozenDate: {
    plain: [
      "// A `Date` whose clock stands still.",
      "function frozenDate(moment) {",
      "\tconst now = Date.parse(moment);",
      "\treturn new Proxy(Date, {",
      "\t\tconstruct: (date, args, maker) => Reflect.construct(date, args.length === 0 ? [now] : args, maker),",
      "\t\tapply: (date) => new date(now).toString(),",
      "\t\tget: (date, key) => (key === 'now' ? () => now : Reflect.get(date, key)),",
      "\t});",
      "}",
    ],
    typed: { "(moment) {": "(moment: string) {" },
  },
  countingUp: {
    plain: [
      "// Gives so much, and each time so much more.",
      "function countingUp(step) {",
      "\tlet looks = 0;",
      "\treturn () => step * ++looks;",
      "}",
    ],
    typed: { "(step) {": "(step: number) {" },
  },
  withUuid: {
    plain: [
      "// Gives every random UUID one text, also where `randomUUID` was imported by its name.",
      "async function withUuid(uuid, act) {",
      "\tconst { randomUUID } = «node:crypto:default»;",
      "\tObject.assign(«node:crypto:default», { randomUUID: () => uuid });",
      "\tObject.assign(«node:crypto:default».webcrypto, { randomUUID: () => uuid });",
      "\t«node:module:syncBuiltinESMExports»();",
      "\ttry {",
      "\t\tawait act();",
      "\t} finally {",
      "\t\tObject.assign(«node:crypto:default», { randomUUID });",
      "\t\tReflect.deleteProperty(«node:crypto:default».webcrypto, 'randomUUID');",
      "\t\t«node:module:syncBuiltinESMExports»();",
      "\t}",
      "}",
    ],
    typed: { "(uuid, act)": "(uuid: string, act: () => unknown)" },
  },
  inFolder: {
    plain: [
      "// Runs a test in a folder of its own that holds these files.",
      "async function inFolder(files, act) {",
      "\tconst before = process.cwd();",
      "\tconst folder = «node:fs:default».mkdtempSync(«node:path:default».join(«node:os:default».tmpdir(), 'test-'));",
      "\ttry {",
      "\t\tprocess.chdir(folder);",
      "\t\tfor (const [name, text] of Object.entries(files)) {",
      "\t\t\t«node:fs:default».mkdirSync(«node:path:default».dirname(name), { recursive: true });",
      "\t\t\t«node:fs:default».writeFileSync(name, text);",
      "\t\t}",
      "\t\tawait act();",
      "\t} finally {",
      "\t\tprocess.chdir(before);",
      "\t\t«node:fs:default».rmSync(folder, { recursive: true, force: true });",
      "\t}",
      "}",
    ],
    typed: { "(files, act)": "(files: { [name: string]: string }, act: () => unknown)" },
  },
};
