import type { SourceFile } from "@autotest/core";
import type { ts } from "ts-morph";
import { afterAll, describe, expect, it } from "vitest";
import { declaredTypeNames, needsChecker } from "./declared-types.js";
import { loadTypeScript } from "./load-typescript.js";
import { openChecker } from "./open-checker.js";
import { parseText } from "./parse-file.js";
import { readParameters } from "./read-parameters.js";
import { temporaryProject } from "./testing/temporary-project.js";

const typescript = loadTypeScript();
const project = temporaryProject({ "package.json": "{}" });
afterAll(() => project.remove());

/** Shapes of every function of the file, by the checker and by syntax alone. */
async function bothWays(file: Pick<SourceFile, "path" | "text">): Promise<readonly [unknown, unknown]> {
  const checked = await openChecker(file.path, file.text, project.project, project.ctx);
  const parsed = parseText(typescript, file.path, file.text);
  const read = (source: ts.SourceFile, checker: ts.TypeChecker | null): unknown => {
    const declared = declaredTypeNames(typescript, source);
    const found: unknown[] = [];
    const visit = (node: ts.Node): void => {
      if (typescript.isFunctionLike(node) && !typescript.isFunctionTypeNode(node))
        found.push(readParameters({ typescript, checker, declared, refOf: () => null }, node));
      typescript.forEachChild(node, visit);
    };
    visit(source);
    return found;
  };
  return [read(checked.source, checked.checker), read(parsed, null)];
}

const WRITTEN = [
  "string",
  "number",
  "boolean",
  "bigint",
  "undefined",
  "null",
  "any",
  "'a'",
  "'a' | 'b'",
  "1 | 2 | null",
  "string | undefined",
  "undefined | string",
  "boolean | string",
  "number | string | boolean | null | undefined",
  "string | 'a'",
  "string | string",
  "true",
  "false | 'x'",
  "string[]",
  "number[][]",
  "any[]",
  "Array<string | null>",
  "ReadonlyArray<number>",
  "Date",
  "Date | string",
  "RegExp | string",
  "Error",
  "Promise<number>",
  "Map<string, number>",
  "Set<string>",
  "Set<any>",
  "(value: number, index: number) => string",
  "(() => void) | undefined",
  "Function",
  "String",
  "(string | number)[]",
];

describe("plainShape", () => {
  it.each(WRITTEN)("reads the annotation %s as the checker does", async (type) => {
    const file = {
      path: "written.ts",
      text: `export function plain(a: ${type}) {}\nexport function optional(a?: ${type}) {}\nexport function rest(...a: (${type})[]) {}\n`,
    };
    expect(needsChecker(typescript, parseText(typescript, file.path, file.text))).toBe(false);
    const [checked, plain] = await bothWays(file);
    expect(plain).toEqual(checked);
  });

  it.each([
    ...WRITTEN.filter((type) => !type.includes("=>")),
    "*",
    "?",
    "!Date",
    "Array",
    "Array.<number>",
    "Object",
    "object",
    "number=",
    "?number",
    "?string=",
    "Object|string",
    "Array|Object",
    "Array|Function|string",
    "Object|Function",
    "Object[]",
    "function",
    "Number",
    "Boolean",
  ])("reads the documented type %s as the checker does", async (type) => {
    const file = {
      path: "documented.js",
      text: `/** @param {${type}} a\n * @param {${type}} [b] */\nexport function f(a, b) {}\n`,
    };
    expect(needsChecker(typescript, parseText(typescript, file.path, file.text))).toBe(false);
    const [checked, plain] = await bothWays(file);
    expect(plain).toEqual(checked);
  });

  it.each([
    "type Text = string; export function f(a: Text) {}",
    "class Date {} export function f(a: Date) {}",
    "import { Map } from './map.js'; export function f(a: Map<string, number>) {}",
    "export function f<T>(a: T) {}",
    "export function f<Set>(a: Set) {}",
    "export function f(a: { b: string }) {}",
    "export function f(a: Partial<string>) {}",
    "export function f(): URL {}",
    "export const f = (a: string[] | number[]) => {};",
    "class A { constructor(private readonly a: A) {} }",
  ])("leaves %s to the checker", (text) => {
    expect(needsChecker(typescript, parseText(typescript, "unclear.ts", text))).toBe(true);
  });

  it.each([
    "/** @typedef {string} Date */ /** @param {Date} a */ function f(a) {}",
    "/** @template Set\n@param {Set} a */ function f(a) {}",
  ])("leaves %s to the checker", (text) => {
    expect(needsChecker(typescript, parseText(typescript, "unclear.js", text))).toBe(true);
  });
});
