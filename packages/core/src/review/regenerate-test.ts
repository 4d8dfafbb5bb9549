import type { Context } from "../contracts/index.js";
import type { Candidate, FileCoverage } from "../model/index.js";
import { setGoals } from "../pipeline/2-set-goals.js";
import { proposeTests } from "../pipeline/3-propose-tests.js";
import { emitSuite } from "../pipeline/emit-suite.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { findFlaky } from "./find-flaky.js";
import { type OpenSuite, outcomesOf, type SuiteTest } from "./open-suite.js";
import { lostFrom, without } from "./prove-test.js";

const MOST_TRIED = 8;

/** Another test in place of one, or why there is none. */
export type Regenerated =
  | { readonly ok: true; readonly text: string; readonly title: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Looks for another test that meets what only this one meets, with `attempt` added to the seed; `hint` is for a model. It is
 * taken when it passes three times like every test of ours and nothing that the suite reached is lost.
 */
export async function regenerateTest(
  suite: OpenSuite,
  text: string,
  test: SuiteTest,
  { attempt, hint }: { readonly attempt: number; readonly hint?: string },
  ctx: Context,
): Promise<Regenerated> {
  const settings = {
    ...suite.settings,
    seed: suite.settings.seed + attempt,
    ...(hint === undefined ? {} : { hint }),
  };
  const rest = without(text, test);
  const sources = await suite.sources();
  const cover = sources.map(({ file }) => file.path);
  const full = (await suite.run(text, { cover })).coverage ?? [];
  const others = (await suite.run(rest, { cover })).coverage ?? [];
  const coverageOf = (all: readonly FileCoverage[], { file }: Target): FileCoverage | null =>
    all.find(({ path }) => path === file.path) ?? null;
  const losing = sources.filter((source) => {
    const [with_, left] = [coverageOf(full, source), coverageOf(others, source)];
    if (with_ === null) return false;
    const lost = left === null ? { lines: with_.coveredLines, branches: [] } : lostFrom(with_, left);
    return lost.lines.length + lost.branches.length > 0;
  });
  if (losing.length === 0)
    return { ok: false, reason: "the other tests reach all that it reaches: there is nothing to look for" };
  const reasons: string[] = [];
  for (const source of losing) {
    const target: Target = { ...source, existing: undefined };
    const opened = await setGoals(target, coverageOf(others, source), settings, ctx);
    if (!("probe" in opened)) {
      reasons.push(opened.reason);
      continue;
    }
    const { candidates } = await proposeTests(opened, settings, ctx);
    for (const candidate of candidates.slice(0, MOST_TRIED)) {
      const tried = await tryCandidate(suite, text, test, target, candidate, settings);
      if (tried.ok && !losesAny(full, (await suite.run(tried.text, { cover })).coverage ?? [])) return tried;
      reasons.push(tried.ok ? `"${candidate.title}" does not reach all that it reaches` : tried.reason);
    }
    if (candidates.length === 0) reasons.push(`nothing was found for ${source.file.path}`);
  }
  return { ok: false, reason: [...new Set(reasons)].slice(0, 3).join("; ") };
}

/** Puts the test of a candidate where the old one is, and runs it three times. */
async function tryCandidate(
  suite: OpenSuite,
  text: string,
  test: SuiteTest,
  target: Target,
  candidate: Candidate,
  settings: RunSettings,
): Promise<Regenerated> {
  const emitted = emitSuite(target, [candidate], settings).text;
  const [made] = await suite.list(emitted);
  if (made === undefined) return { ok: false, reason: `"${candidate.title}" could not be written` };
  const written = emitted.slice(made.range.start, made.range.end);
  if (made.mark === test.mark) return { ok: false, reason: "the same test was found again" };
  const changed = text.slice(0, test.range.start) + written + text.slice(test.range.end);
  const tests = await suite.list(changed);
  const placed = tests.find(({ range }) => range.start === test.range.start);
  if (placed === undefined) return { ok: false, reason: `"${candidate.title}" does not fit into the file` };
  if (tests.some((one) => one !== placed && one.title === placed.title))
    return { ok: false, reason: `there is a test "${placed.title}" already` };
  const { stable } = await findFlaky(suite, changed, [placed]);
  if (stable.length === 1) return { ok: true, text: changed, title: placed.title };
  const run = await suite.run(changed);
  const message =
    outcomesOf(placed, run).find(({ outcome }) => outcome === "failed")?.message ?? "it does not always pass";
  return { ok: false, reason: `"${candidate.title}": ${message.split("\n")[0] ?? ""}` };
}

function losesAny(full: readonly FileCoverage[], now: readonly FileCoverage[]): boolean {
  return full.some((one) => {
    const same = now.find(({ path }) => path === one.path);
    if (same === undefined) return true;
    const lost = lostFrom(one, same);
    return lost.lines.length + lost.branches.length > 0;
  });
}
