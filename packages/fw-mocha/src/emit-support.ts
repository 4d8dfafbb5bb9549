import type { SupportName } from "./emit-act.js";

interface SupportText {
  readonly plain: readonly string[];
  /** The first line of `plain` with types. */
  readonly typed: string;
}

const TEXTS: { readonly [name in SupportName]: SupportText } = {
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
    typed: "function take(iterable: Iterable<unknown>, count: number) {",
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
    typed: "async function collect(iterable: any, count = Infinity) {",
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
    typed: "function captureOutput(act: () => unknown) {",
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
    typed: "async function captureOutputAsync(act: () => Promise<unknown>) {",
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
    typed: "function roundNumbers(value: any): any {",
  },
};

/** True for the name of a small function a suite file may carry. */
export function isSupportName(name: string): boolean {
  return name in TEXTS;
}

/** A small function of a suite file, in the project's habits. */
export function supportText(
  name: SupportName,
  options: {
    readonly typed: boolean;
    readonly indent: string;
    readonly quote: "single" | "double";
    readonly semicolons: boolean;
  },
): string {
  const { plain, typed } = TEXTS[name];
  const lines = plain.map((line) => (options.typed && /^(async )?function/.test(line) ? typed : line));
  return lines
    .map((line) => line.replace("const items = []", options.typed ? "const items: unknown[] = []" : "const items = []"))
    .map((line) =>
      line.replace("const written = []", options.typed ? "const written: string[] = []" : "const written = []"),
    )
    .map((line) => line.replace(/(=) \(text\)/, options.typed ? "$1 (text: unknown)" : "$1 (text)"))
    .map((line) => line.replaceAll("\t", options.indent))
    .map((line) => (options.quote === "double" ? line.replaceAll("'", '"') : line))
    .map((line) => (options.semicolons ? line : line.replace(/;$/, "")))
    .join("\n");
}
