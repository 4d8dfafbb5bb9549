import type { SuiteHeader } from "@autotest/core";
import { LINE_LENGTH } from "./wrap-line.js";

const FIRST = /^# Tests written by autotest (\S+), seed (-?\d+)\.?$/;
const SECOND = /^# Source: (.+?), fingerprint (\S+?)\.?$/;
const THIRD = /^# Again: (.+)$/;
const END = "# End of the tests written by autotest";
const MORE = "#  ";

/** Where a block of ours is in a suite: offsets, the end of each part after its line break. */
export interface SuiteBlock {
  readonly header: SuiteHeader;
  readonly start: number;
  /** End of the header. */
  readonly bodyStart: number;
  /** Start of the footer, or the end of the text when somebody removed it. */
  readonly bodyEnd: number;
  readonly end: number;
  /** Marks of the tests as they were written. */
  readonly marks: ReadonlySet<string>;
}

/** The comment lines that open a suite or block of ours. */
export function headerLines(header: SuiteHeader, source: string): readonly string[] {
  return [
    `# Tests written by autotest ${header.version}, seed ${header.seed}.`,
    `# Source: ${source}, fingerprint ${header.fingerprint}`,
    `# Again: ${header.command}`,
  ];
}

/** The comment lines that close it: one mark per test, so that an edited test is recognised and left alone. */
export function footerLines(marks: readonly string[]): readonly string[] {
  const lines = [`${END}${marks.length > 0 ? ":" : "."}`];
  for (const mark of marks) {
    const line = lines.at(-1) ?? "";
    if (line.length + mark.length + 1 > LINE_LENGTH) lines.push(`${MORE}${mark}`);
    else lines[lines.length - 1] = `${line} ${mark}`;
  }
  return lines;
}

/** The block of ours in a suite, or null. */
export function findBlock(text: string): SuiteBlock | null {
  const lines = linesOf(text);
  for (const [index, line] of lines.entries()) {
    const first = FIRST.exec(line.text);
    const second = first && SECOND.exec(lines[index + 1]?.text ?? "");
    const third = second && THIRD.exec(lines[index + 2]?.text ?? "");
    if (!first || !second || !third) continue;
    const header = {
      version: first[1] ?? "",
      seed: Number(first[2]),
      fingerprint: second[2] ?? "",
      command: third[1] ?? "",
    };
    return {
      header,
      start: line.start,
      bodyStart: lines[index + 2]?.end ?? text.length,
      ...footerOf(text, lines.slice(index + 3)),
    };
  }
  return null;
}

function footerOf(
  text: string,
  lines: readonly Line[],
): { readonly bodyEnd: number; readonly end: number; readonly marks: ReadonlySet<string> } {
  const at = lines.findIndex((line) => line.text.startsWith(END));
  const first = lines[at];
  if (first === undefined) return { bodyEnd: text.length, end: text.length, marks: new Set() };
  let last = at;
  while (lines[last + 1]?.text.startsWith(MORE)) last += 1;
  const said = lines.slice(at, last + 1).map((line) => line.text.replace(END, ""));
  return {
    bodyEnd: first.start,
    end: lines[last]?.end ?? text.length,
    marks: new Set(said.join(" ").match(/\b[0-9a-f]{8}\b/g) ?? []),
  };
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const body = text.startsWith("\uFEFF") ? 1 : 0;
  for (let start = body; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push({ text: text.slice(start, end).trimEnd(), start, end });
    start = end;
  }
  return lines;
}
