import type { Random } from "@autotest/core";

/** More lines are too long for a test. */
const MOST = 8;
const MARGINS = ["  ", "    ", "\t"];

/**
 * A text of lines as a person would change it: a line or a block doubled, with another word in it or as it is, moved
 * further in, followed by one that stands further in, moved to another place, or taken away.
 */
export function mutateLines(text: string, words: readonly string[], random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const line = lines[at] as string;
  const word =
    words.length > 0 && random.next() < 0.5 ? (random.pick(words) as string) : (random.pick([..."abx1"]) as string);
  const put = (first: number, gone: number, ...added: readonly string[]): string =>
    [...lines.slice(0, first), ...added, ...lines.slice(first + gone)].slice(0, MOST).join("\n");
  switch (random.below(8)) {
    case 0:
      return put(at + 1, 0, line);
    case 1:
      return put(at + 1, 0, otherWord(line, word));
    case 2:
      return put(at, 1, indented(line, random));
    case 3:
      return put(at + 1, 0, indented(marginOf(line) + word, random));
    case 4:
      return put(at, 0, word.trim());
    case 5:
      return put(lines.length, 0, ...lines.slice(blockAt(lines, at)).map((each) => otherWord(each, word)));
    case 6:
      return put(at, 1, otherWord(line, word));
    default:
      return lines.length > 1 ? put(at, 1) : put(at + 1, 0, "", line);
  }
}

/** Where the block begins that a line belongs to: at the last line before it that stands as far out as any. */
function blockAt(lines: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && /^\s/.test(lines[start] as string)) start--;
  return start;
}

function marginOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}

function indented(line: string, random: Random): string {
  return (random.pick(MARGINS) as string) + line;
}

/** The line with its first word replaced. */
function otherWord(line: string, word: string): string {
  return /\w/.test(line) ? line.replace(/\w+/, () => word) : line + word;
}
