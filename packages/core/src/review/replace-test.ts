import { AutotestError } from "../errors/index.js";
import { lossesOf } from "./find-weakened.js";
import { messageLine } from "./message-line.js";
import { type OpenSuite, outcomesOf, type SuiteTest } from "./open-suite.js";

/** What came of a person's edit. */
export type Edited =
  /** It passes; `weaker` is what it asserts no longer. */
  | { readonly ok: true; readonly title: string; readonly weaker: readonly string[] }
  /** It is no test, and nothing was changed; or (`kept`) it stands there as a draft that does not pass. */
  | { readonly ok: false; readonly kept: boolean; readonly reason: string };

/** A version of a suite with a text in place of a test; null where there is none. */
export interface Replacement {
  readonly edited: Edited;
  readonly text: string | null;
  /** Marks of the tests in it that do not pass, with the reason. */
  readonly drafts: ReadonlyMap<string, string>;
}

/** Puts a text in place of a test, and runs it once. What a person wrote is never lost: what does not pass is a draft. */
export async function replaceTest(
  suite: OpenSuite,
  text: string,
  test: SuiteTest,
  written: string,
): Promise<Replacement> {
  const { start, end } = test.range;
  const changed = text.slice(0, start) + sameEnd(written, text.slice(start, end)) + text.slice(end);
  const refused = (reason: string): Replacement => ({
    edited: { ok: false, kept: false, reason },
    text: null,
    drafts: new Map(),
  });
  let tests: readonly SuiteTest[];
  try {
    tests = await suite.list(changed);
  } catch (error) {
    if (!AutotestError.isInstance(error) || error.code !== "usage") throw error;
    return refused(error.message);
  }
  const until = changed.length - (text.length - end);
  const own = tests.filter(({ range }) => range.start >= start && range.end <= until);
  const [first] = own;
  if (first === undefined) return refused("there is no test in it");
  if (new Set(tests.map(({ title }) => title)).size < tests.length)
    return refused("there is a test of that name already");
  const drafts = await failing(suite, changed, own);
  const [reason] = drafts.values();
  return {
    edited:
      reason === undefined
        ? { ok: true, title: first.title, weaker: lossesOf(test, first) }
        : { ok: false, kept: true, reason },
    text: changed,
    drafts,
  };
}

/** Marks of those of `tests` that do not pass, with what the runner says. */
async function failing(
  suite: OpenSuite,
  text: string,
  tests: readonly SuiteTest[],
): Promise<ReadonlyMap<string, string>> {
  const run = await suite.run(text);
  return new Map(
    tests.flatMap((test): readonly (readonly [string, string])[] => {
      const outcomes = outcomesOf(test, run);
      const bad = outcomes.find(({ outcome }) => outcome === "failed");
      if (bad !== undefined) return [[test.mark, messageLine(bad.message)]];
      if (outcomes.length > 0) return [];
      // A file that does not load has one outcome, its own.
      const whole = run.tests.find(({ testId, outcome }) => testId === suite.path && outcome === "failed");
      return [[test.mark, whole === undefined ? "the runner does not find it" : messageLine(whole.message)]];
    }),
  );
}

/** Editors end a file with a line break; where the test has none, what follows it brings it. */
function sameEnd(written: string, old: string): string {
  return /\n$/.test(old) ? written.replace(/\n*$/, "\n") : written.replace(/\s+$/, "");
}
