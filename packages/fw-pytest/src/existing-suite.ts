import { markTest } from "./mark-test.js";
import { scanStatements } from "./scan-python.js";
import type { SuiteBlock } from "./suite-header.js";

/** A test function inside a block of ours, as it stands in the file. */
export interface ExistingTest {
  readonly owner: string | null;
  readonly name: string;
  /** Offsets, decorators included; the end is after its last line break. */
  readonly start: number;
  readonly end: number;
  /** True when it is as it was written; false when a person edited or added it. */
  readonly ours: boolean;
  /** True for one of ours that a test a person edited calls: nothing then takes it out. */
  readonly needed: boolean;
}

/** A class inside a block of ours. */
export interface ExistingClass {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a block of ours holds. */
export interface BlockContent {
  readonly tests: readonly ExistingTest[];
  readonly classes: readonly ExistingClass[];
}

/** Reads the tests of a block. */
export function readBlock(text: string, block: SuiteBlock, indent: string): BlockContent {
  const tests: ExistingTest[] = [];
  const classes: ExistingClass[] = [];
  for (const statement of scanStatements(text, block.bodyStart, block.bodyEnd)) {
    if (statement.kind === "function") tests.push(testOf(text, statement, null, block));
    if (statement.kind !== "class") continue;
    classes.push({ name: statement.name, start: statement.start, end: statement.end });
    const bodyStart = text.indexOf("\n", statement.head) + 1;
    for (const member of scanStatements(text, bodyStart, statement.end, indent.length)) {
      if (member.kind === "function") tests.push(testOf(text, member, statement.name, block));
    }
  }
  const edited = tests.filter((test) => !test.ours).map((test) => text.slice(test.start, test.end));
  const isNeeded = ({ name }: ExistingTest): boolean =>
    edited.some((one) => new RegExp(`(?<!def )\\b${name}\\(`).test(one));
  return { tests: tests.map((test) => ({ ...test, needed: test.ours && isNeeded(test) })), classes };
}

function testOf(
  text: string,
  { start, end, name }: { readonly start: number; readonly end: number; readonly name: string },
  owner: string | null,
  block: SuiteBlock,
): ExistingTest {
  return { owner, name, start, end, ours: block.marks.has(markTest(text.slice(start, end))), needed: false };
}
