import { afterAll, expect, it } from "vitest";
import { openChecker } from "./open-checker.js";
import { settleTypes } from "./settle-types.js";
import { temporaryProject } from "./testing/temporary-project.js";

const SOURCE = `
export interface Options { readonly mode?: "fast" | "safe" }
export function parse(text: string, options: Options = {}): { readonly size: number } | null {
  return text === "" || options.mode === "fast" ? null : { size: text.length };
}
export class Counter {
  readonly step: number = 1;
  private total = 0;
  add(count: number): void { this.total += count * this.step; }
}
export function apply(change: (value: number) => number): number { return change(1); }
`;

const project = await temporaryProject({
  "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
  "src/parse.ts": SOURCE,
});
afterAll(() => project.remove());

async function settle(body: string): Promise<string> {
  await openChecker("src/parse.ts", SOURCE, project.project, project.ctx);
  const head = 'import { apply, Counter, parse } from "../src/parse.js";\n';
  return settleTypes(head + body, "test/parse.test.ts", project.project).slice(head.length);
}

it.each([
  ["an argument of another type", "parse(3);", "parse(3 as never);"],
  [
    "a record with a wrong field, as a whole",
    'parse("a", { mode: "slow" });',
    'parse("a", { mode: "slow" } as never);',
  ],
  ["too few arguments", "parse();", "(parse as any)();"],
  [
    "a value assigned to a read-only field",
    "const c = new Counter();\nc.step = 2;",
    "const c = new Counter();\n(c as any).step = 2;",
  ],
  ["a private field", "const c = new Counter();\nc.total;", "const c = new Counter();\n(c as any).total;"],
  ["a function of unknown parameters", "const f = { a: (value) => value };", "const f = { a: (value: any) => value };"],
  ["a function that returns something else", 'apply(() => "a");', 'apply((() => "a") as never);'],
])("puts a cast at %s", async (_, body, expected) => {
  expect(await settle(`${body}\n`)).toBe(`${expected}\n`);
});

it("says once that a result is there", async () => {
  const body = 'it("x", () => {\n  const result = parse("a");\n  result.size;\n  result.size;\n});\n';
  expect(await settle(body)).toBe(body.replace('parse("a")', 'parse("a")!'));
});

it("leaves right calls, unknown modules and other files alone", async () => {
  const body = 'import { eq } from "nowhere";\nit("x", () => eq(parse("a", { mode: "safe" }), null));\n';
  expect(await settle(body)).toBe(body);
  expect(settleTypes("parse(3);", "test/parse.test.js", project.project)).toBe("parse(3);");
});
