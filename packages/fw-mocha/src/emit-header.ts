import type { SuiteHeader } from "@autotest/core";

const FIRST = /^\/\/ Tests for (.+), written by autotest (\S+) \(seed (-?\d+), source ([^\s)]+)\)\.$/m;
const SECOND = /^\/\/ Yours to edit: a changed test is kept\. To refresh the others: (.+)$/m;
const MARKS = /(?:^\/\/ autotest-tests: [0-9a-f ]+\r?\n?)+/m;

/** The first lines of a suite, or of our part of one. */
export function headerText(path: string, header: SuiteHeader): string {
  return [
    `// Tests for ${path}, written by autotest ${header.version} (seed ${header.seed}, source ${header.fingerprint}).`,
    `// Yours to edit: a changed test is kept. To refresh the others: ${header.command}`,
  ].join("\n");
}

/** Reads back what {@link headerText} wrote; null when there is no such comment. */
export function readHeader(text: string): SuiteHeader | null {
  const plain = text.replaceAll("\r\n", "\n");
  const [, , version, seed, fingerprint] = FIRST.exec(plain) ?? [];
  const command = SECOND.exec(plain)?.[1];
  if (version === undefined || seed === undefined || fingerprint === undefined || command === undefined) return null;
  return { version, seed: Number(seed), fingerprint, command };
}

/** Where the header stands, as offsets into `text`; null when there is none. */
export function findHeader(text: string): { readonly start: number; readonly end: number } | null {
  const match =
    /^\/\/ Tests for .+, written by autotest \S+ \(seed -?\d+, source [^\s)]+\)\.\r?\n\/\/ Yours to edit: [^\r\n]*/m.exec(
      text,
    );
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/** The last lines: a mark for each test as it was written, so that a changed one is noticed. */
export function marksText(marks: readonly string[]): string {
  const lines: string[] = [];
  for (let from = 0; from < marks.length; from += 9)
    lines.push(`// autotest-tests: ${marks.slice(from, from + 9).join(" ")}`);
  return lines.join("\n");
}

/** Where the marks stand and what they are; null when there are none. */
export function findMarks(
  text: string,
): { readonly start: number; readonly end: number; readonly marks: ReadonlySet<string> } | null {
  const match = MARKS.exec(text);
  if (match === null) return null;
  const marks = match[0].match(/\b[0-9a-f]{8}\b/g) ?? [];
  return { start: match.index, end: match.index + match[0].replace(/\r?\n$/, "").length, marks: new Set(marks) };
}
