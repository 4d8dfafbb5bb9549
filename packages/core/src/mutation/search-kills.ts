import { createHash } from "node:crypto";
import { basename, dirname, extname, join } from "node:path/posix";
import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { setGoals } from "../pipeline/2-set-goals.js";
import { proposeTests } from "../pipeline/3-propose-tests.js";
import type { ProposedTarget, RunSettings, Target } from "../pipeline/run-state.js";
import type { ToolMutant } from "./result.js";
import type { Tried } from "./why-alive.js";

/** What the engines found for the mutants of one file. */
export interface Hunted {
  /** Its candidates meet mutants only, by our ids. */
  readonly proposed: ProposedTarget;
  readonly tried: Tried;
}

/**
 * Asks the engines for tests that tell the mutants of a file from its code. They go about it as always: tests that reach the
 * code first, then inputs and assertions on which a mutant shows.
 */
export async function searchKills(
  target: Target,
  mutants: readonly ToolMutant[],
  settings: RunSettings,
  ctx: Context,
): Promise<Hunted | SkippedFile> {
  const opened = await setGoals({ ...target, mutants }, null, settings, ctx);
  if (!("probe" in opened)) return opened;
  const listed = (await opened.probe.mutants?.()) ?? [];
  const wanted = new Set(mutants.map(({ id }) => id));
  // Every branch counts as open: whatever reaches a mutant may become a test that tells it.
  const proposed = await proposeTests({ ...opened, metBefore: [] }, settings, ctx);
  const candidates = proposed.candidates.flatMap((candidate) => {
    const goals = candidate.goals.filter((goal) => wanted.has(goal));
    return goals.length === 0 ? [] : [{ ...candidate, goals }];
  });
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
    tried: {
      said: new Map(proposed.open.map(({ goal, code, reason }) => [goal.id, { code, reason }])),
      switched: new Set(listed.flatMap(({ given }) => given ?? [])),
    },
  };
}

/** Where tests that kill mutants of a file go: beside its suite, under a name that stays. `tests/test_mutant_cart_1a2b3c.py`. */
export function suitePathOf({ file, framework, analysis, layout }: Target): string {
  const extension = extname(file.path);
  const id = createHash("sha256").update(file.path).digest("hex").slice(0, 6);
  const path = join(dirname(file.path), `mutant_${basename(file.path, extension)}_${id}${extension}`);
  return framework.place({ ...file, path }, analysis, layout);
}
