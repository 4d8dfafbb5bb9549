import { composeTests } from "./compose-suite.js";
import type { TestItem } from "./emit-items.js";
import { type BlockContent, type ExistingTest, readBlock } from "./existing-suite.js";
import type { Splice } from "./splice-text.js";
import type { SuiteBlock } from "./suite-header.js";

/** Something that stands at the top level or in a class and stays there. */
interface Anchor {
  readonly start: number;
  readonly end: number;
}

/** New text, and what it goes behind; null for the front. */
interface Addition {
  readonly behind: Anchor | null;
  readonly items: readonly TestItem[];
}

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
  const owners = new Set(items.map((item) => item.owner));
  const wanted = new Set(items.map((item) => findTest(content, item)));
  const stale = new Set(content.tests.filter((test) => test.ours && !test.needed && !wanted.has(test)));
  const emptied = content.classes.filter((one) => {
    const members = content.tests.filter((test) => test.owner === one.name);
    return members.length > 0 && members.every((test) => stale.has(test)) && !owners.has(one.name);
  });
  const staying: BlockContent = {
    tests: content.tests.filter((test) => !stale.has(test)),
    classes: content.classes.filter((one) => !emptied.includes(one)),
  };
  const gone = [...emptied, ...[...stale].filter((test) => !emptied.some((one) => one.name === test.owner))];
  return [
    ...gone.map((one) => removal(text, one, block)),
    ...replacements(text, staying, items),
    ...staying.classes.flatMap((one) => memberAdditions(content, staying, one.name, items)),
    ...topAdditions(text, block, staying, items),
  ];
}

function removal(text: string, { start, end }: Anchor, block: SuiteBlock): Splice {
  const at = startOfBlankLines(text, start, block.bodyStart);
  // The first member of a class has no blank line before it; the one behind it goes.
  if (at < start) return { at, remove: end - at, insert: "" };
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(end, block.bodyEnd))?.[0].length ?? 0;
  return { at, remove: end + blank - at, insert: "" };
}

function replacements(text: string, staying: BlockContent, items: readonly TestItem[]): readonly Splice[] {
  return items.flatMap((item) => {
    const old = findTest(staying, item);
    if (!old?.ours || text.slice(old.start, old.end).replaceAll("\r\n", "\n") === `${item.text}\n`) return [];
    return [{ at: old.start, remove: old.end - old.start, insert: `${item.text}\n` }];
  });
}

function memberAdditions(
  content: BlockContent,
  staying: BlockContent,
  owner: string,
  items: readonly TestItem[],
): readonly Splice[] {
  const members = items.filter((item) => item.owner === owner);
  const first = staying.tests.find((test) => test.owner === owner);
  const place = first ?? content.tests.find((test) => test.owner === owner);
  return additions(members, (item) => findTest(staying, item) ?? null).map(({ behind, items: row }): Splice => {
    const texts = row.map((item) => item.text);
    if (behind !== null) return { at: behind.end, remove: 0, insert: texts.map((one) => `\n${one}\n`).join("") };
    return { at: place?.start ?? 0, remove: 0, insert: `${texts.join("\n\n")}\n${first === undefined ? "" : "\n"}` };
  });
}

function topAdditions(
  text: string,
  block: SuiteBlock,
  staying: BlockContent,
  items: readonly TestItem[],
): readonly Splice[] {
  const anchorOf = (item: TestItem): Anchor | null =>
    (item.owner === null ? findTest(staying, item) : staying.classes.find((one) => one.name === item.owner)) ?? null;
  const first = [...staying.tests.filter((test) => test.owner === null), ...staying.classes].sort(
    (a, b) => a.start - b.start,
  )[0];
  return additions(items, anchorOf).map(({ behind, items: row }): Splice => {
    const written = composeTests(row);
    if (behind !== null) return { at: behind.end, remove: 0, insert: `\n\n${written}\n` };
    if (first !== undefined) return { at: first.start, remove: 0, insert: `${written}\n\n\n` };
    return { at: startOfBlankLines(text, block.bodyEnd, block.bodyStart), remove: 0, insert: `\n\n${written}\n` };
  });
}

/** New items in rows, each with the nearest thing before it that stands already. */
function additions(items: readonly TestItem[], anchorOf: (item: TestItem) => Anchor | null): readonly Addition[] {
  const found: { behind: Anchor | null; items: TestItem[] }[] = [];
  let behind: Anchor | null = null;
  let row: TestItem[] | null = null;
  for (const item of items) {
    const anchor = anchorOf(item);
    if (anchor !== null) {
      behind = anchor;
      row = null;
    } else if (row === null) {
      row = [item];
      found.push({ behind, items: row });
    } else {
      row.push(item);
    }
  }
  return found;
}

function findTest(content: BlockContent, item: TestItem): ExistingTest | undefined {
  return content.tests.find((test) => test.owner === item.owner && test.name === item.name);
}

/** Start of the blank lines directly before `at`. */
function startOfBlankLines(text: string, at: number, from: number): number {
  let start = at;
  for (;;) {
    const previous = text.lastIndexOf("\n", start - 2) + 1;
    if (start <= from || previous < from || text.slice(previous, start).trim() !== "") return start;
    start = previous;
  }
}
