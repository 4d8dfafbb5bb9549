import type { EmitRequest } from "@autotest/core";
import { detailsOf } from "./details.js";
import {
  type ExistingFile,
  type ExistingSuite,
  inOurPart,
  type Range,
  readExisting,
  type SuiteItem,
} from "./emit-existing.js";
import { freshText, marksOf, type SuiteParts } from "./emit-file.js";
import { marksText } from "./emit-header.js";
import { interfaceOf, type SuiteText, suiteText } from "./emit-suite.js";
import { dropUnused } from "./emit-unused.js";

/** A text with tests put into it. */
export interface MergedSuite {
  readonly text: string;
  /** Full titles (joined by ` > `) of tests that were not written, because a person's test has that name. */
  readonly dropped: ReadonlySet<string>;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Puts suites into an existing text. A test of ours that nobody changed is replaced by its new version of the same title,
 * or taken out when there is none; tests a person wrote or changed stay as they are, and so does every other byte.
 */
export function mergeSuite(
  existing: string,
  present: ExistingFile,
  parts: SuiteParts,
  request: EmitRequest,
): MergedSuite {
  const end = existing.includes("\r\n") ? "\r\n" : "\n";
  const dropped = new Set<string>();
  const edits: Edit[] = [];
  const ours = present.marks?.marks ?? new Set<string>();
  const details = detailsOf(request.layout);
  const appended: string[] = [];
  const renewed = new Set<ExistingSuite>();

  for (const suite of parts.suites) {
    const old = present.suites.find(
      (one) => one.title === suite.title && (one.items.some((item) => ours.has(item.mark)) || inOurPart(one, present)),
    );
    if (old === undefined || interfaceOf(details).isFlat) appended.push(suiteText(suite, request.layout, details));
    else {
      renewed.add(old);
      edits.push(...refresh(old, suite, ours, dropped, request, existing));
    }
  }
  for (const suite of present.suites)
    if (!renewed.has(suite)) edits.push(...removeStale(suite, present, ours, existing));
  const isRefresh = present.header !== null;
  if (isRefresh && present.header !== null) edits.push({ ...present.header, text: parts.header });
  if (parts.imports.length > 0) edits.push(importEdit(existing, present, parts.imports));

  const addition = [...appended, ...parts.support.map(({ text }) => text)].filter((text) => text !== "").join("\n\n");
  const marks = present.marks;
  const isEmpty = addition === "" && edits.every((edit) => existing.slice(edit.start, edit.end) === edit.text);
  if (isEmpty && isRefresh) return { text: existing, dropped };
  if (isRefresh && marks !== null) {
    if (addition !== "") edits.push({ start: marks.start, end: marks.start, text: `${addition}\n\n` });
  } else {
    const closed = /\n$/.test(existing) ? "" : "\n";
    const block = [...(isRefresh ? [] : [parts.header]), addition].filter((text) => text !== "").join("\n");
    edits.push({ start: existing.length, end: existing.length, text: `${closed}\n${block}\n` });
  }
  const merged = dropUnused(existing, apply(existing, edits, end), request.path);
  const text = request.header === undefined ? merged : withMarks(merged, existing, present, parts, request, end);
  return { text, dropped };
}

function refresh(
  old: ExistingSuite,
  fresh: SuiteText,
  ours: ReadonlySet<string>,
  dropped: Set<string>,
  request: EmitRequest,
  existing: string,
): Edit[] {
  const edits: Edit[] = [];
  const yours = new Set(old.items.filter((item) => !ours.has(item.mark)).flatMap((item) => item.titles));
  const added: string[] = [];
  const replaced = new Set<SuiteItem>();
  for (const test of fresh.tests) {
    const clash = test.tests.filter(({ title }) => yours.has(title));
    if (clash.length > 0) {
      // The person's version of it stands; for a loop that shares a title with it, the whole loop is left out.
      for (const { title } of test.tests) dropped.add(`${fresh.title} > ${title}`);
      continue;
    }
    const titles = new Set(test.tests.map(({ title }) => title));
    const before = old.items.filter((item) => ours.has(item.mark) && item.titles.some((title) => titles.has(title)));
    const [target, ...rest] = before.filter((item) => !replaced.has(item));
    for (const item of rest) {
      replaced.add(item);
      edits.push(removal(item, existing));
    }
    if (target === undefined) added.push(test.text);
    else {
      replaced.add(target);
      if (marksOf(wrap(test.text, request), request.path)[0] !== target.mark)
        edits.push({ start: target.start, end: target.end, text: test.text.trimStart() });
    }
  }
  for (const item of old.items) if (isOurs(item, ours) && !replaced.has(item)) edits.push(removal(item, existing));
  if (added.length > 0) {
    const last = old.items.at(-1);
    const at = last?.end ?? old.body.start;
    const gap = last === undefined ? "\n" : "\n\n";
    edits.push({ start: at, end: at, text: `${gap}${added.join("\n\n")}` });
  }
  return edits;
}

/** Tests of ours that nobody changed and that are not wanted any more; the whole suite when nothing else is in it. */
function removeStale(suite: ExistingSuite, present: ExistingFile, ours: ReadonlySet<string>, existing: string): Edit[] {
  const stale = suite.items.filter((item) => isOurs(item, ours));
  if (stale.length === suite.items.length && inOurPart(suite, present)) return [removal(suite, existing)];
  return stale.map((item) => removal(item, existing));
}

function isOurs(item: SuiteItem, ours: ReadonlySet<string>): boolean {
  return item.titles.length > 0 && ours.has(item.mark);
}

function removal(item: Range, existing: string): Edit {
  const before = /(?:\r?\n[ \t]*)+$/.exec(existing.slice(0, item.start))?.[0] ?? "";
  return { start: item.start - before.length, end: item.end, text: "" };
}

/** A test in a suite of its own, so that it can be read. */
function wrap(text: string, { layout }: EmitRequest): string {
  const words = interfaceOf(detailsOf(layout));
  return `${words.suite}('', () => {\n${text}\n});\n`;
}

function importEdit(existing: string, present: ExistingFile, imports: readonly string[]): Edit {
  const { importEnd, hasImports } = present;
  const text = imports.join("\n");
  if (hasImports) return { start: importEnd, end: importEnd, text: `\n${text}` };
  if (importEnd === 0 || /^\ufeff?$/.test(existing.slice(0, importEnd))) {
    const start = existing.startsWith("\ufeff") ? 1 : 0;
    return { start, end: start, text: `${text}\n\n` };
  }
  return { start: importEnd, end: importEnd, text: `\n\n${text}` };
}

function apply(text: string, edits: readonly Edit[], end: string): string {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => b.start - a.start || b.index - a.index);
  let result = text;
  for (const edit of sorted)
    result = result.slice(0, edit.start) + edit.text.replace(/\r?\n/g, end) + result.slice(edit.end);
  return result;
}

/** Renews the marks: those of tests still there that nobody changed, and those just written. */
function withMarks(
  merged: string,
  existing: string,
  present: ExistingFile,
  parts: SuiteParts,
  request: EmitRequest,
  end: string,
): string {
  const now = readExisting(merged, request.path);
  if (now === null) return merged;
  const written = new Set(marksOf(freshText(parts, request), request.path));
  const old = present.marks?.marks ?? new Set<string>();
  const kept = now.suites.flatMap((suite) =>
    suite.items
      .filter((item) => item.titles.length > 0 && (written.has(item.mark) || old.has(item.mark)))
      .map((item) => item.mark),
  );
  const text = marksText([...new Set(kept)]).replaceAll("\n", end);
  if (now.marks !== null) return merged.slice(0, now.marks.start) + text + merged.slice(now.marks.end);
  const closed = /\n$/.test(merged) ? merged : merged + end;
  const whole = `${closed}${end}${text}`;
  return /\n$/.test(existing) ? whole + end : whole;
}
