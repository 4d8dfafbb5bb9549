import type { Context, Mutant, ProposeRequest } from "../contracts/index.js";
import type { Goal, OpenGoal, SkippedFile } from "../model/index.js";
import { setGoals } from "../pipeline/2-set-goals.js";
import { proposeTests } from "../pipeline/3-propose-tests.js";
import type { ProposedTarget, RunSettings, Target } from "../pipeline/run-state.js";
import { suitePathOf } from "./placement.js";
import type { StillAlive, ToolMutant } from "./result.js";
import type { Tried } from "./why-alive.js";

/** What the engines found for the mutants of one file. */
export interface HuntedTests {
  /** Its candidates meet mutants only, by our ids. */
  readonly proposed: ProposedTarget;
  /** What was said of mutants that were left open. */
  readonly open: readonly OpenGoal[];
  readonly tried: Tried;
}

/** How engines are asked. */
export interface HuntOrder {
  /** Asks for the mutants themselves. Otherwise for the ways through the code: whatever takes one may become a test that tells a mutant. */
  readonly readsWords: boolean;
  /** What earlier rounds learned. */
  readonly learned: NonNullable<ProposeRequest["learned"]>;
}

/** Asks the engines of `settings` for tests that tell the mutants of a file from its code. */
export async function searchKills(
  target: Target,
  mutants: readonly ToolMutant[],
  settings: RunSettings,
  { readsWords, learned }: HuntOrder,
  ctx: Context,
): Promise<HuntedTests | SkippedFile> {
  const opened = await setGoals({ ...target, mutants }, null, settings, ctx);
  if (!("probe" in opened)) return opened;
  const listed = (await opened.probe.mutants?.()) ?? [];
  const wanted = new Set(mutants.map(({ id }) => id));
  const goals = readsWords ? listed.map((mutant) => goalOf(target.file.path, mutant)) : opened.goals;
  const proposed = await proposeTests({ ...opened, goals, metBefore: [] }, settings, ctx, learned);
  const candidates = proposed.candidates.flatMap((candidate) => {
    const goals = candidate.goals.filter((goal) => wanted.has(goal));
    return goals.length === 0 ? [] : [{ ...candidate, goals }];
  });
  const open = proposed.open.filter(({ goal }) => wanted.has(goal.id));
  return {
    proposed: {
      ...proposed,
      target: { ...target, mutants, suitePath: suitePathOf(target), existing: undefined },
      goals: proposed.goals.filter(({ id }) => wanted.has(id)),
      metBefore: [],
      candidates,
      rejected: [],
      open: [],
    },
    open,
    tried: {
      said: new Map([...learned.open, ...open].map((one) => [one.goal.id, inWords(one)])),
      switched: new Set(listed.flatMap(({ given }) => given ?? [])),
    },
  };
}

function inWords({ code, reason, hint }: OpenGoal): StillAlive {
  return { code, reason: hint === undefined ? reason : `${reason} (${hint})` };
}

function goalOf(path: string, { given = "", index, unit, line, original, replacement }: Mutant): Goal {
  return { id: given, index, kind: "mutant", path, unit, line, condition: original, arm: replacement };
}
