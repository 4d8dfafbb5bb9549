import { composeTests } from "./compose-suite.js";
import type { TestItem } from "./emit-items.js";
import { type BlockContent, type ExistingTest, readBlock } from "./existing-suite.js";
import type { Splice } from "./splice-text.js";
import type { SuiteBlock } from "./suite-header.js";

/**
 * The changes that bring the tests of a block up to date: a test of ours is replaced where it stands or taken out, a new
 * one goes behind the one before it, and whatever a person edited or added stays as it is.
 */
export function refreshBlock(
  text: string,
  block: SuiteBlock,
  items: readonly TestItem[],
  indent: string,
): readonly Splice[] {
  const content = readBlock(text, block, indent);
  const find = (item: TestItem): ExistingTest | undefined =>
    content.tests.find((test) => test.owner === item.owner && test.name === item.name);
  const wanted = new Set(items.map(find));
  const stale = content.tests.filter((test) => test.ours && !wanted.has(test));
  return [...removals(text, block, content, stale), ...additions(text, block, content, items, find)];
}

function removals(
  text: string,
  block: SuiteBlock,
  content: BlockContent,
  stale: readonly ExistingTest[],
): readonly Splice[] {
  const whole = content.classes.filter((one) => {
    const members = content.tests.filter((test) => test.owner === one.name);
    return members.length > 0 && members.every((test) => stale.includes(test));
  });
  const single = stale.filter((test) => !whole.some((one) => one.name === test.owner));
  return [...whole, ...single].map(({ start, end }) => {
    const at = afterBlankLines(text, start, block.bodyStart);
    return { at, remove: end - at, insert: "" };
  });
}

function additions(
  text: string,
  block: SuiteBlock,
  content: BlockContent,
  items: readonly TestItem[],
  find: (item: TestItem) => ExistingTest | undefined,
): readonly Splice[] {
  const splices: Splice[] = [];
  // New tests in a row are written together, behind what stood before them.
  let row: TestItem[] = [];
  let behind: ExistingTest | null = null;
  const flush = (): void => {
    if (row.length === 0) return;
    const [first] = row;
    const inClass = first?.owner !== null && behind !== null && behind.owner === first?.owner;
    const joined = inClass ? row.filter((one) => one.owner === first?.owner) : [];
    const rest = row.slice(joined.length);
    if (joined.length > 0 && behind !== null)
      splices.push({ at: behind.end, remove: 0, insert: joined.map((one) => `\n${one.text}\n`).join("") });
    if (rest.length > 0) splices.push(newTests(text, block, content, behind, rest));
    row = [];
  };
  for (const item of items) {
    const old = find(item);
    if (old === undefined) {
      row.push(item);
      continue;
    }
    flush();
    behind = old;
    if (old.ours && text.slice(old.start, old.end).replaceAll("\r\n", "\n") !== `${item.text}\n`)
      splices.push({ at: old.start, remove: old.end - old.start, insert: `${item.text}\n` });
  }
  flush();
  return splices;
}

function newTests(
  text: string,
  block: SuiteBlock,
  content: BlockContent,
  behind: ExistingTest | null,
  items: readonly TestItem[],
): Splice {
  const written = composeTests(items);
  const owner = content.classes.find((one) => one.name === behind?.owner);
  if (behind !== null) return { at: owner?.end ?? behind.end, remove: 0, insert: `\n\n${written}\n` };
  const first = Math.min(
    block.bodyEnd,
    ...content.tests.map((test) => test.start),
    ...content.classes.map((one) => one.start),
  );
  if (first < block.bodyEnd) return { at: first, remove: 0, insert: `${written}\n\n\n` };
  const at = afterBlankLines(text, block.bodyEnd, block.bodyStart);
  return { at, remove: 0, insert: `\n\n${written}\n` };
}

/** Start of the blank lines directly before `at`. */
function afterBlankLines(text: string, at: number, from: number): number {
  let start = at;
  for (;;) {
    const previous = text.lastIndexOf("\n", start - 2) + 1;
    if (start <= from || previous < from || text.slice(previous, start).trim() !== "") return start;
    start = previous;
  }
}
