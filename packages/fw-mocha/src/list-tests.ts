import { createHash } from "node:crypto";
import type { ListedTest, TestListing, TextRange } from "@autotest/core";
import { assertionsOf } from "./list-assertions.js";
import { type Node, nameOf, parseProgram } from "./parse-program.js";
import { testIdOf } from "./test-id.js";
import { findCalls, SUITE_WORDS, TEST_WORDS, titledCall } from "./titled-call.js";

/** What is the same for all tests of a file. */
interface File {
  readonly text: string;
  readonly path: string;
  readonly tokens: readonly Node[];
}

/** The groups around a test: their titles, whether they are skipped, and what goes when the last test of them does. */
interface Around {
  readonly titles: readonly string[];
  readonly skipped: boolean;
  readonly removal: TextRange | null;
}

/** Reads the tests of a file from its syntax tree. */
export async function listTests(text: string, path: string): Promise<TestListing> {
  const program = parseProgram(text, path);
  if (program === null) return { ok: false, reason: "it cannot be parsed" };
  const file = { text, path, tokens: program.tokens };
  return { ok: true, tests: testsIn(program.body, { titles: [], skipped: false, removal: null }, file) };
}

function testsIn(statements: readonly Node[], around: Around, file: File): readonly ListedTest[] {
  const holding = statements.filter((statement) => findCalls(statement, TEST_WORDS).length > 0);
  return holding.flatMap((statement) => {
    // A group that would have no test left goes as a whole.
    const removal = holding.length === 1 && around.removal ? around.removal : removalOf(statement, file.text);
    const suite = titledCall(statement, SUITE_WORDS);
    if (suite?.body) {
      const titles = [...around.titles, suite.title ?? ""];
      const inner = { titles, skipped: around.skipped || suite.skipped, removal };
      return testsIn(suite.body.body as readonly Node[], inner, file);
    }
    return [testOf(statement, around, removal, file)];
  });
}

function testOf(statement: Node, around: Around, removal: TextRange, file: File): ListedTest {
  const { text, path, tokens } = file;
  const call = titledCall(statement, TEST_WORDS) ?? findCalls(statement, TEST_WORDS)[0]!;
  const range = withComments(statement, text);
  const single = call.node === statement || statement.expression === call.node;
  const rows = single ? [] : rowTitles(statement);
  const begins = [...around.titles, call.begins ?? ""];
  const name = { start: call.name.start, end: call.name.end };
  const inside = tokens.filter(({ start, end }) => start >= statement.start && end <= statement.end);
  return {
    testIds:
      call.title === null
        ? rows.map((row) => testIdOf(path, [...around.titles, row]))
        : [testIdOf(path, [...around.titles, call.title])],
    ...(call.title === null && rows.length === 0 ? { rowsBegin: testIdOf(path, begins) } : {}),
    title: [...around.titles, call.title ?? text.slice(name.start, name.end)].join(" > "),
    line: lineAt(text, range.start),
    endLine: lineAt(text, statement.end),
    range: { start: range.start, end: statement.end },
    removal,
    name,
    mark: markOf(
      around.titles,
      inside.filter(({ start }) => start < name.start || start >= name.end),
    ),
    skipped: around.skipped || call.skipped,
    assertions: assertionsOf(statement, text),
  };
}

/** Titles of `for (const { name } of [{ name: 'a' }, ...])`, where they stand first in each row. */
function rowTitles(statement: Node): readonly string[] {
  const rows = statement.type === "ForOfStatement" ? (statement.right as Node) : null;
  if (rows?.type !== "ArrayExpression") return [];
  return (rows.elements as readonly (Node | null)[]).flatMap((row) => {
    const [first] = row?.type === "ObjectExpression" ? (row.properties as readonly Node[]) : [];
    const value = first?.value as Node | undefined;
    return value?.type === "StringLiteral" ? [nameOf(value)] : [];
  });
}

/** From the line it begins on, or that of the comments directly above. */
function withComments({ start, end }: Node, text: string): TextRange {
  let from = text.lastIndexOf("\n", start - 1) + 1;
  if (text.slice(from, start).trim() !== "") return { start, end };
  for (;;) {
    const above = text.lastIndexOf("\n", from - 2) + 1;
    if (from === 0 || !/^\s*\/\/(?! Tests written by autotest| Source: | Again: )/.test(text.slice(above, from)))
      return { start: from, end };
    from = above;
  }
}

/** With the blank lines in front of it and its line break. */
function removalOf(statement: Node, text: string): TextRange {
  const { start, end } = withComments(statement, text);
  const blank = /(?:^|\n)((?:[ \t]*\r?\n)*)$/.exec(text.slice(0, start))?.[1] ?? "";
  const rest = /^[ \t;]*(?:\/\/[^\n]*)?(?:\r?\n|$)/.exec(text.slice(end))?.[0] ?? "";
  return { start: start - blank.length, end: end + rest.length };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function markOf(titles: readonly string[], tokens: readonly Node[]): string {
  const hash = createHash("sha256").update(titles.join("\0"));
  for (const { type, value } of tokens) {
    const label = (type as unknown as { readonly label?: string }).label;
    if (label !== undefined && label !== ";" && label !== ",") hash.update(`\0${label}\0${String(value ?? "")}`);
  }
  return hash.digest("hex").slice(0, 16);
}
