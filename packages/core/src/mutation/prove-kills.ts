import { join } from "node:path";
import type { Context, TestOutcome } from "../contracts/index.js";
import type { KeptTest } from "../model/index.js";
import { type Covering, coverGreedily } from "../pipeline/cover-greedily.js";
import { emitSuite, stageSuite } from "../pipeline/emit-suite.js";
import { groupBy } from "../pipeline/group-by.js";
import { settingsFor } from "../pipeline/own-settings.js";
import type { RunSettings, SelectedTarget } from "../pipeline/run-state.js";
import { runSuites } from "../pipeline/run-suites.js";
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

/**
 * The paired run: the suite passed on the code as it is; now it runs on each mutant, put into the copy by its text, in a fresh
 * process. First on a file that cannot be read at all: a suite that passes there does not test this copy, and proves nothing.
 */
export async function proveKills(
  { target, kept }: Pick<SelectedTarget, "target" | "kept">,
  mutants: readonly ToolMutant[],
  settings: RunSettings,
  ctx: Context,
): Promise<Proofs> {
  const suite = emitSuite(
    target,
    kept.map(({ candidate }) => candidate),
    settings,
  );
  await stageSuite(target, suite, settings, ctx);
  const source = join(settings.project.workspace, target.file.path);
  const { framework, layout } = target;
  const { project } = settingsFor(target.file.path, settings);
  const ends: (() => Promise<void>)[] = [];
  /** The process of the next run starts while this one is at work. */
  const prepareNext = async (): Promise<void> => {
    const end = await framework.prepare?.({ project, layout, runs: [{ hashSeed: 0, measure: false }] }, ctx);
    if (end !== undefined) ends.push(end);
  };
  const outcomesOn = async (text: string): Promise<ReadonlyMap<string, TestOutcome>> => {
    await ctx.fs.write(source, text);
    const next = prepareNext();
    const { outcomes } = await runSuites([{ target, suite }], { hashSeed: 0 }, settings, ctx);
    await next;
    const outcome = outcomes.get(target);
    return outcome !== undefined && "tests" in outcome ? outcome.tests : new Map();
  };
  try {
    if ([...(await outcomesOn(UNREADABLE)).values()].some(({ outcome }) => outcome === "passed"))
      return {
        ok: false,
        reason: `the tests pass although ${target.file.path} cannot even be read: they import another copy of it`,
      };
    const kills: ProvenKill[] = [];
    for (const [at, mutant] of mutants.entries()) {
      if (ctx.signal.aborted) break;
      say(settings, `proving kills in ${target.file.path}: mutant ${at + 1} of ${mutants.length}`);
      const outcomes = await outcomesOn(replaceText(target.file.text, mutant.start, mutant.end, mutant.replacement));
      for (const { candidate, testId } of suite.tests) kills.push(...killOf(mutant, candidate, outcomes.get(testId)));
    }
    return { ok: true, kills };
  } finally {
    await Promise.all(ends.map((end) => end()));
    await ctx.fs.write(source, target.file.text);
  }
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
