import type { Context } from "../contracts/index.js";
import type { Candidate } from "../model/index.js";
import { proposeTests } from "../pipeline/3-propose-tests.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { findFlaky } from "./find-flaky.js";
import { findGap, type Gap, losesAny } from "./find-gap.js";
import { messageLine } from "./message-line.js";
import { type OpenSuite, outcomesOf, type SuiteTest } from "./open-suite.js";
import { placeTests } from "./place-tests.js";

const MOST_TRIED = 8;

/** What a person says about the test that is wanted. Both are for a language model. */
export interface Wish {
  /** What it should be like. */
  readonly hint?: string;
  /** In place of the prompt template `unit_test`. */
  readonly prompt?: string;
}

/** Another test in place of one, or why there is none. */
export type Regenerated = (
  | {
      readonly ok: true;
      readonly text: string;
      /** Of the new tests; mostly one. */
      readonly titles: readonly string[];
    }
  | { readonly ok: false; readonly reason: string }
) & {
  /** What of the wish could not be heeded. */
  readonly notes: readonly string[];
};

/** What this review did so far. */
export interface Attempts {
  /** How many searches there were, added to the seed. */
  readonly count: number;
  /** Marks of tests that were given already. */
  readonly given: ReadonlySet<string>;
}

/**
 * Looks for another test in place of one. It is taken when it asserts something, does what no other test of the file does,
 * passes three times like every test of ours, and nothing that the suite reached is lost.
 */
export async function regenerateTest(
  suite: OpenSuite,
  text: string,
  test: SuiteTest,
  wish: Wish,
  attempts: Attempts,
  ctx: Context,
): Promise<Regenerated> {
  const { settings, notes } = settingsFor(suite.settings, text.slice(test.range.start, test.range.end), wish, attempts);
  const gap = await findGap(suite, text, test);
  if (gap === null) {
    const reason =
      "the other tests reach all that it reaches, and it names nothing of the code: there is nothing to look for";
    return { ok: false, reason, notes };
  }
  const reasons: string[] = [];
  for (const source of gap.sources) {
    const found = await searchIn(source, { suite, text, test, gap, attempts }, settings, ctx);
    if (found.ok) return { ...found, notes };
    reasons.push(...found.reasons);
  }
  return { ok: false, reason: [...new Set(reasons)].slice(0, 3).join("; "), notes };
}

/** With a wish only engines are asked that read words; without a model there is nobody who does. */
function settingsFor(
  given: RunSettings,
  replaces: string,
  { hint, prompt }: Wish,
  { count }: Attempts,
): { readonly settings: RunSettings; readonly notes: readonly string[] } {
  const settings = { ...given, seed: given.seed + count, replaces };
  const readers = given.engines.filter(({ readsWords }) => readsWords === true);
  if (hint === undefined && prompt === undefined) return { settings, notes: [] };
  if ((given.model ?? null) === null || readers.length === 0)
    return { settings, notes: ["what you said was not heeded: it takes a language model, and this run has none"] };
  const prompts = { ...given.prompts, ...(prompt === undefined ? {} : { unit_test: prompt }) };
  return { settings: { ...settings, engines: readers, prompts, ...(hint === undefined ? {} : { hint }) }, notes: [] };
}

interface Place {
  readonly suite: OpenSuite;
  readonly text: string;
  readonly test: SuiteTest;
  readonly gap: Gap;
  readonly attempts: Attempts;
}

type Found =
  | { readonly ok: true; readonly text: string; readonly titles: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

async function searchIn(source: Target, place: Place, settings: RunSettings, ctx: Context): Promise<Found> {
  const opened = await place.gap.open(source, settings, ctx);
  if (!("probe" in opened)) return { ok: false, reasons: [opened.reason] };
  const met = new Set(opened.metBefore);
  const wanted = opened.goals.filter(({ id }) => !met.has(id)).length;
  const { candidates, rejected } = await proposeTests(opened, settings, ctx);
  const reasons = rejected.map(({ candidate, reason }) => `"${candidate.title}": ${reason}`);
  const share = ({ goals }: Candidate): number => goals.filter((goal) => !met.has(goal)).length;
  const useful = candidates.filter((one) => share(one) > 0).sort((a, b) => share(b) - share(a));
  if (useful.length === 0 && reasons.length === 0) reasons.push(`no other test was found for ${source.file.path}`);
  const single = useful.slice(0, MOST_TRIED).map((one) => [one]);
  // Where one test cannot do it, several may.
  const together = useful.length > 1 && wanted > 1 ? [useful.slice(0, MOST_TRIED)] : [];
  for (const some of [...single, ...together]) {
    const tried = await tryTests(source, some, place);
    if (tried.ok) return tried;
    reasons.push(...tried.reasons);
  }
  return { ok: false, reasons };
}

/** Puts tests where the old one is, and runs the suite as often as the gates do. */
async function tryTests(
  source: Target,
  candidates: readonly Candidate[],
  { suite, text, test, gap, attempts }: Place,
): Promise<Found> {
  const name = candidates.map(({ title }) => `"${title}"`).join(" and ");
  const no = (reason: string): Found => ({ ok: false, reasons: [`${name} ${reason}`] });
  const placed = await placeTests(suite, text, test, source, candidates);
  if (placed === null || placed.tests.length === 0) return no("does what a test of the file does already");
  if (placed.tests.every(({ mark }) => attempts.given.has(mark))) return no("was given before");
  if (placed.tests.some(({ assertions }) => assertions.every(({ empty }) => empty !== undefined)))
    return no("asserts nothing");
  const run = await suite.run(placed.text, { cover: gap.full.map(({ path }) => path) });
  const failed = placed.tests.flatMap((one) => outcomesOf(one, run)).find(({ outcome }) => outcome === "failed");
  if (failed !== undefined) return no(`does not pass: ${messageLine(failed.message)}`);
  if (losesAny(gap.full, run.coverage ?? [])) return no("does not reach all that it reaches");
  const { stable } = await findFlaky(suite, placed.text, placed.tests);
  if (stable.length < placed.tests.length) return no("does not always pass");
  return { ok: true, text: placed.text, titles: placed.tests.map(({ title }) => title) };
}
