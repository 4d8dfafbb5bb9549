import { join } from "node:path";
import type { Context, MutationBackend } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { type WrittenSuite, writeSuites } from "../pipeline/6-write-suite.js";
import { proveTests } from "../pipeline/prove-batch.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings, SelectedTarget, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { confirmKills } from "./confirm-kills.js";
import { fewestTests, type ProvenKill, proveKills } from "./prove-kills.js";
import type { Kill, StillAlive, ToolMutant } from "./result.js";
import { searchKills } from "./search-kills.js";
import { whyAlive } from "./why-alive.js";

/** What became of the survivors of one file. */
export interface KilledFile {
  /** By mutant. */
  readonly kills: ReadonlyMap<string, Kill>;
  /** Why the others are left, by mutant. */
  readonly open: ReadonlyMap<string, StillAlive>;
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
  /** Why nothing at all could be tried; null when it could. */
  readonly skipped: SkippedFile | null;
}

const NOT_PROVEN: StillAlive = {
  code: "not-proven",
  reason: "a test seemed to tell it, and passed on it in a process of its own",
};

/** Looks for tests that kill the survivors of a file, proves each kill, writes what holds and asks the tool once more. */
export async function killSurvivors(
  target: Target,
  survivors: readonly ToolMutant[],
  backend: MutationBackend,
  settings: RunSettings,
  ctx: Context,
): Promise<KilledFile> {
  const nothing = { kills: new Map(), open: new Map(), written: [], warnings: [], skipped: null };
  settings.hooks.event.call({
    kind: "stage",
    stage: "search",
    detail: `searching: tests for ${survivors.length} mutants of ${target.file.path}`,
  });
  const hunted = await searchKills(target, survivors, settings, ctx);
  if (!("proposed" in hunted)) {
    const why: StillAlive = { code: "not-run", reason: `no test could be looked for: ${hunted.reason}` };
    return { ...nothing, open: new Map(survivors.map(({ id }) => [id, why])), skipped: hunted };
  }
  const open = new Map(survivors.map((mutant) => [mutant.id, whyAlive(mutant, target, hunted.tried)]));
  const { selected } = await proveTests([hunted.proposed], createStageTimes(ctx.clock), settings, ctx);
  const [passed] = selected;
  if (passed === undefined || passed.kept.length === 0) return { ...nothing, open };
  const claimed = new Set(passed.kept.flatMap(({ goals }) => goals));
  const mutants = survivors.filter(({ id }) => claimed.has(id));
  const proofs = await proveKills(passed, mutants, settings, ctx);
  if (!proofs.ok) return { ...nothing, open, warnings: [proofs.reason] };
  const proven = new Set(proofs.kills.map(({ mutant }) => mutant));
  for (const { id } of mutants) if (!proven.has(id)) open.set(id, NOT_PROVEN);
  if (proven.size === 0) return { ...nothing, open };
  const existing = (await readExact(join(settings.project.root, passed.target.suitePath), ctx.fs)) ?? undefined;
  const final = { ...passed, target: { ...passed.target, existing }, kept: fewestTests(passed.kept, proofs.kills) };
  const { written, warnings } = await writeSuites([final], settings);
  const dead = mutants.filter(({ id }) => proven.has(id));
  const confirmed = await confirmKills(final.target, dead, written, backend, settings, ctx);
  return { kills: killsBy(final, proofs.kills, confirmed), open, written, warnings, skipped: null };
}

/** For each mutant the one test that is kept for it. */
function killsBy(
  { target, kept }: SelectedTarget,
  kills: readonly ProvenKill[],
  confirmed: ReadonlySet<string> | null,
): ReadonlyMap<string, Kill> {
  const found = new Map<string, Kill>();
  for (const { candidate, goals } of kept)
    for (const id of goals) {
      const kill = kills.find((one) => one.mutant === id && one.candidate === candidate.id);
      if (kill === undefined) continue;
      const { testId, message, by } = kill;
      const isConfirmed = confirmed === null ? null : confirmed.has(id);
      found.set(id, { suite: target.suitePath, testId, title: candidate.title, message, by, confirmed: isConfirmed });
    }
  return found;
}
