import { join } from "node:path";
import type { Context, MutationBackend } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { type WrittenSuite, writeSuites } from "../pipeline/6-write-suite.js";
import { proveTests } from "../pipeline/prove-batch.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings, SelectedTarget, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { confirmKills } from "./confirm-kills.js";
import { killInRounds, type RoundsResult } from "./kill-in-rounds.js";
import { joinsSuite, type Placement } from "./placement.js";
import type { ProvenKill } from "./prove-kills.js";
import type { Kill, StillAlive, ToolMutant } from "./result.js";

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
  /** The tests that are kept; null without any. */
  readonly selected: SelectedTarget | null;
}

/** Looks for tests that kill the survivors of a file, proves each kill, writes what holds and asks the tool once more. */
export async function killSurvivors(
  target: Target,
  survivors: readonly ToolMutant[],
  backend: MutationBackend,
  settings: RunSettings & Placement,
  ctx: Context,
): Promise<KilledFile> {
  settings.hooks.event.call({ kind: "file-started", path: target.file.path });
  const found = await killInRounds(target, survivors, settings, ctx);
  const { open, warnings, skipped } = found;
  const nothing = { kills: new Map(), written: [], selected: null };
  if (skipped !== null) {
    const why: StillAlive = { code: "not-run", reason: `no test could be looked for: ${skipped.reason}` };
    return { ...nothing, open: new Map(survivors.map(({ id }) => [id, why])), warnings, skipped };
  }
  const final = await settle(found, target, settings, ctx);
  if (final === null) return { ...nothing, open, warnings, skipped };
  const suites = await writeSuites([final], settings);
  const dead = survivors.filter(({ id }) => final.kept.some(({ goals }) => goals.includes(id)));
  const confirmed = await confirmKills(final.target, dead, suites.written, backend, settings, ctx);
  return {
    kills: new Map(killsBy(final, found.kills, confirmed)),
    open,
    written: suites.written,
    warnings: [...warnings, ...suites.warnings],
    skipped,
    selected: final,
  };
}

/**
 * The suite as it is going to be written, seen to pass as a whole: of its own, or in the suite of the units if that is wished for
 * and it is one of ours. Null when nothing of it passes.
 */
async function settle(
  { selected, isSettled }: RoundsResult,
  target: Target,
  settings: RunSettings & Placement,
  ctx: Context,
): Promise<SelectedTarget | null> {
  if (selected === null) return null;
  const joins = joinsSuite(target, settings);
  const place = joins ? { ...target, mutants: selected.target.mutants ?? [], joins } : selected.target;
  const candidates = selected.kept.map(({ candidate, goals }) => ({ ...candidate, goals }));
  const proof =
    isSettled && !joins
      ? [selected]
      : (await proveTests([{ ...selected, target: place, candidates }], createStageTimes(ctx.clock), settings, ctx))
          .selected;
  const [final] = proof;
  if (final === undefined || final.kept.length === 0) return null;
  if (joins) return final;
  const existing = (await readExact(join(settings.project.root, place.suitePath), ctx.fs)) ?? undefined;
  return { ...final, target: { ...final.target, existing } };
}

/** For each mutant the one test that is kept for it. */
function* killsBy(
  { target, kept }: SelectedTarget,
  kills: readonly ProvenKill[],
  confirmed: ReadonlySet<string> | null,
): Iterable<[string, Kill]> {
  for (const { candidate, goals, testId } of kept)
    for (const id of goals) {
      const kill = kills.find((one) => one.mutant === id && one.candidate === candidate.id);
      if (kill === undefined) continue;
      const { message, by } = kill;
      const isConfirmed = confirmed === null ? null : confirmed.has(id);
      yield [id, { suite: target.suitePath, testId, title: candidate.title, message, by, confirmed: isConfirmed }];
    }
}
