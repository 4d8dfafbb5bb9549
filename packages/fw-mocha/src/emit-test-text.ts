import type { MochaDetails } from "./details.js";
import { columnsOf, type Doc, fitsOn, flat, layOut, type Page } from "./emit-layout.js";
import type { TestBody } from "./emit-test.js";

/**
 * `it('title', () => assert.equal(...));` for a single assertion, else `it('title', () => { ... });`, with its indentation.
 * The call itself stays on one line, however long its title.
 */
export function testText(
  word: string,
  title: string,
  { isAsync, statements, isExpression }: TestBody,
  depth: number,
  page: Page,
  { semicolons }: MochaDetails,
): string {
  const lead = page.indent.repeat(depth);
  const end = semicolons ? ";" : "";
  const [only] = statements;
  if (isExpression && only !== undefined) {
    const assertion = withoutAwait(only);
    const head = `${lead}${word}(${title}, ${isAsync && flat(assertion).includes("await ") ? "async " : ""}() =>`;
    const tail = `)${end}`;
    if (fitsOn(assertion, page.width - columnsOf(`${head} ${tail}`))) return `${head} ${flat(assertion)}${tail}`;
    return `${head}\n${lead}${page.indent}${layOut(assertion, depth + 1, page, tail.length)}${tail}`;
  }
  const lines = statements.map((statement) => {
    const text = layOut(statement, depth + 1, page, end.length);
    // Without semicolons a line that begins like this would continue the one before.
    const guard = !semicolons && /^[[(`+/-]/.test(text) ? ";" : "";
    return `${lead}${page.indent}${guard}${text}${end}`;
  });
  return [`${lead}${word}(${title}, ${isAsync ? "async " : ""}() => {`, ...lines, `${lead}})${end}`].join("\n");
}

/** A promise that the test gives back is awaited by Mocha. */
function withoutAwait(statement: Doc): Doc {
  if (typeof statement !== "object" || statement.kind !== "sequence" || statement.parts[0] !== "await ")
    return statement;
  return { ...statement, parts: statement.parts.slice(1) };
}
