import { fill, RESULT, type TestTemplate } from "./test-template.js";
import { LINE_LENGTH, wrapLine } from "./wrap-line.js";

/** The text of one test function, from its decorators to its last line; no line break at the end. */
export interface FunctionText {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly decorators: readonly string[];
  readonly template: TestTemplate;
  /** What fills the template's holes. */
  readonly texts: readonly string[];
  /** Indentation of the function itself, and of one step. */
  readonly base: string;
  readonly step: string;
}

/** Writes a test function. */
export function functionText(test: FunctionText): string {
  const { template, texts, base, step } = test;
  const inner = `${base}${step}`;
  const filled = (text: string): string => fill(text, texts);
  const lines: string[] = [
    ...test.decorators,
    ...wrapLine(`def ${test.name}(${test.parameters.join(", ")}):`, base, step),
  ];
  const arrange = template.arrange
    .map(({ depth, text }) => ({ indent: inner + step.repeat(depth), text: filled(text) }))
    // A table's own parameter needs no second name.
    .filter(({ text }) => !/^(\w+) = \1$/.test(text));
  lines.push(...arrange.flatMap(({ indent, text }) => (text === "" ? [""] : wrapLine(text, indent, step))));
  if (arrange.length > 0 && arrange.at(-1)?.text !== "") lines.push("");
  if (template.block !== null) return [...lines, ...blockLines(test, template.block, filled)].join("\n");
  const act = filled(template.act);
  const asserts = template.asserts.map(filled);
  if (template.around !== null) {
    lines.push(...wrapLine(filled(template.around), inner, step), ...wrapLine(act, `${inner}${step}`, step));
    lines.push(...asserts.flatMap((text) => wrapLine(text, inner, step)));
    return lines.join("\n");
  }
  const [only] = asserts;
  const inlined = asserts.length === 1 && only?.includes(RESULT) ? only.replace(RESULT, act) : null;
  const width = inner.replaceAll("\t", "    ").length;
  if (inlined !== null && !only?.startsWith(`assert ${RESULT}.`) && width + inlined.length <= LINE_LENGTH)
    return [...lines, `${inner}${inlined}`].join("\n");
  const named = asserts.some((text) => text.includes(RESULT));
  lines.push(...wrapLine(named ? `result = ${act}` : act, inner, step));
  lines.push(...asserts.flatMap((text) => wrapLine(text.replaceAll(RESULT, "result"), inner, step)));
  return lines.join("\n");
}

/** A `with` statement; the assertions go into it when it has no lines of its own. */
function blockLines(
  { template, base, step }: FunctionText,
  { head, inside }: NonNullable<TestTemplate["block"]>,
  filled: (text: string) => string,
): readonly string[] {
  const lines: string[] = [];
  const write = (text: string, depth: number): void => {
    lines.push(...wrapLine(filled(text).replaceAll(RESULT, "result"), base + step.repeat(depth), step));
  };
  const outer = template.around === null ? 1 : 2;
  if (template.around !== null) write(template.around, 1);
  const own = inside.length > 0;
  const named = !own && template.asserts.some((text) => text.includes(RESULT));
  write(named ? `${head} as result:` : `${head}:`, outer);
  for (const text of own ? inside : template.asserts.length > 0 ? template.asserts : ["pass"]) write(text, outer + 1);
  if (own) for (const text of template.asserts) write(text, 1);
  return lines;
}
