import type { Candidate } from "../model/index.js";
import { groupTests } from "../pipeline/group-tests.js";
import type { Target } from "../pipeline/run-state.js";
import type { OpenSuite, SuiteTest } from "./open-suite.js";
import { without } from "./prove-test.js";

/** A version of a suite in which tests took the place of one. */
export interface PlacedTests {
  readonly text: string;
  readonly tests: readonly SuiteTest[];
}

/**
 * Writes candidates into a suite with all that they import, and takes the test out whose place they take; where they can
 * stand in its very place, they do. Null when nothing new would be written.
 */
export async function placeTests(
  suite: OpenSuite,
  text: string,
  test: SuiteTest,
  source: Target,
  candidates: readonly Candidate[],
): Promise<PlacedTests | null> {
  const { framework, layout, settings, path } = suite;
  const { file, language, analysis } = source;
  const groups = groupTests(candidates, analysis.units);
  const emitted = framework.emit({
    project: settings.project,
    layout,
    language,
    file,
    analysis,
    path,
    groups,
    existing: text,
  }).text;
  const before = await suite.list(text);
  const titles = new Set(before.map(({ title }) => title));
  const listed = await suite.list(emitted);
  const added = listed.filter(({ title }) => !titles.has(title));
  const old = listed.find(({ id }) => id === test.id);
  // Whoever does what a test of the file does already, whatever it is called, is not new.
  if (added.length === 0 || old === undefined || added.some(({ mark }) => before.some((one) => one.mark === mark)))
    return null;
  const [only] = added;
  const { range: place } = old;
  const fits =
    added.length === 1 &&
    only !== undefined &&
    only.removal.start >= place.end &&
    column(emitted, only) === column(emitted, old);
  if (fits) {
    const rest = emitted.slice(place.end, only.removal.start) + emitted.slice(only.removal.end);
    const moved = emitted.slice(0, place.start) + emitted.slice(only.range.start, only.range.end) + rest;
    const tests = await suite.list(moved);
    return { text: moved, tests: tests.filter(({ range }) => range.start === place.start) };
  }
  const shorter = without(emitted, old);
  const titlesOfNew = new Set(added.map(({ title }) => title));
  return { text: shorter, tests: (await suite.list(shorter)).filter(({ title }) => titlesOfNew.has(title)) };
}

/** How far in it stands. */
function column(text: string, { range }: SuiteTest): number {
  const line = text.lastIndexOf("\n", range.start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line))?.[0].length ?? 0;
}
