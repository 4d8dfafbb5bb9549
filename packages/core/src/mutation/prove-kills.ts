import type { Context, TestOutcome } from "../contracts/index.js";
import type { KeptTest } from "../model/index.js";
import { type Covering, coverGreedily } from "../pipeline/cover-greedily.js";
import { emitSuite } from "../pipeline/emit-suite.js";
import { groupBy } from "../pipeline/group-by.js";
import type { RunSettings, SelectedTarget } from "../pipeline/run-state.js";
import { openPairedRun } from "./paired-run.js";
import { replaceText } from "./replace-text.js";
import type { ToolMutant } from "./result.js";

/** What one test says about one mutant. */
export interface ProvenKill {
  readonly mutant: string;
  readonly candidate: string;
  readonly testId: string;
  readonly message: string;
  readonly by: "assertion" | "error";
}

/** Kills that were seen, or why nothing can be believed. */
export type Proofs =
  | { readonly ok: true; readonly kills: readonly ProvenKill[] }
  | { readonly ok: false; readonly reason: string };

/** No language reads this. */
const UNREADABLE = ")]}\n";

/** A mutant may take this many times as long as the code as it is, and so much more. A test that takes longer proves nothing. */
const PATIENCE = { times: 3, extraMs: 5_000 };

/**
 * The paired run: the suite passed on the code as it is; now it runs on each mutant, put into the copy by its text, in a fresh
 * process. First on a file that cannot be read at all: a suite that passes there does not test this copy, and proves nothing.
 * Before the mutants and after them the file goes the same way with nothing changed: a test that fails there would kill
 * whatever it is run on, and no kill is believed.
 */
export async function proveKills(
  { target, kept }: Pick<SelectedTarget, "target" | "kept">,
  mutants: readonly ToolMutant[],
  settings: RunSettings,
  ctx: Context,
): Promise<Proofs> {
  const { file } = target;
  const suite = emitSuite(
    target,
    kept.map(({ candidate }) => candidate),
    settings,
  );
  const paired = await openPairedRun(target, suite, settings, ctx);
  try {
    if ([...(await paired.outcomesOn(UNREADABLE)).values()].some(({ outcome }) => outcome === "passed"))
      return no(`the tests pass although ${file.path} cannot even be read: they import another copy of it`);
    const began = ctx.clock.elapsed();
    const isSound = async (): Promise<boolean> => {
      const outcomes = await paired.outcomesOn(file.text);
      return suite.tests.every(({ testId }) => outcomes.get(testId)?.outcome === "passed");
    };
    if (!(await isSound())) return no(`tests fail on ${file.path} as it is, once they are run the way mutants are`);
    const timeoutMs = PATIENCE.times * (ctx.clock.elapsed() - began) + PATIENCE.extraMs;
    const kills: ProvenKill[] = [];
    for (const [at, mutant] of mutants.entries()) {
      if (ctx.signal.aborted) break;
      say(settings, `proving kills in ${file.path}: mutant ${at + 1} of ${mutants.length}`);
      const text = replaceText(file.text, mutant.start, mutant.end, mutant.replacement);
      const outcomes = await paired.outcomesOn(text, timeoutMs);
      for (const { candidate, testId } of suite.tests) kills.push(...killOf(mutant, candidate, outcomes.get(testId)));
    }
    if (kills.length > 0 && !(await isSound()))
      return no(
        ctx.signal.aborted
          ? `the run was stopped before it was seen that tests of ${file.path} still pass without a mutant`
          : `after the mutants of ${file.path}, tests fail on it as it is: one of the mutants left something behind`,
      );
    return { ok: true, kills };
  } finally {
    await paired.close();
  }
}

function no(reason: string): Proofs {
  return { ok: false, reason: `${reason}; no kill in it is believed` };
}

/** A failing comparison, or an error of the changed code; not a file that did not load, a fixture or a time limit. */
function killOf(mutant: ToolMutant, candidate: string, test: TestOutcome | undefined): readonly ProvenKill[] {
  if (test?.outcome !== "failed" || test.testId === test.file) return [];
  if (test.failure !== "assertion" && test.failure !== "error") return [];
  const { testId, message = "", failure: by } = test;
  return [{ mutant: mutant.id, candidate, testId, message, by }];
}

/** As few tests as kill all that is killed: of two that kill as much, the one that does so with more assertions. */
export function fewestTests(kept: readonly KeptTest[], kills: readonly ProvenKill[]): readonly KeptTest[] {
  const byTest = groupBy(kills, ({ candidate }) => candidate);
  const killsOf = ({ candidate }: KeptTest): readonly ProvenKill[] => byTest.get(candidate.id) ?? [];
  const sound = ({ item, adds }: Covering<KeptTest>): number =>
    killsOf(item).filter(({ mutant, by }) => by === "assertion" && adds.includes(mutant)).length;
  const chosen = coverGreedily(
    kept,
    (test) => killsOf(test).map(({ mutant }) => mutant),
    (one, other) => sound(one) > sound(other),
  );
  const goals = new Map(chosen.map(({ item, adds }) => [item, adds]));
  return kept.flatMap((test) => (goals.has(test) ? [{ ...test, goals: goals.get(test) ?? [] }] : []));
}

function say(settings: RunSettings, detail: string): void {
  settings.hooks.event.call({ kind: "stage", stage: "prove", detail });
}
