import type { Context } from "../contracts/index.js";
import type { OpenGoal, SkippedFile } from "../model/index.js";
import { settingsFor } from "../pipeline/own-settings.js";
import { proveTests } from "../pipeline/prove-batch.js";
import type { ProposedTarget, RunSettings, SelectedTarget, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { withOwnTitles } from "./own-titles.js";
import { fewestTests, type ProvenKill, proveKills } from "./prove-kills.js";
import type { StillAlive, ToolMutant } from "./result.js";
import { searchKills } from "./search-kills.js";
import { whyAlive } from "./why-alive.js";

/** What the search for tests came to, before any is written. */
export interface RoundsResult {
  /** The fewest tests that kill all that is killed, each with the mutants it is kept for; null when none is. */
  readonly selected: SelectedTarget | null;
  /** Whether the gates saw exactly these tests together. */
  readonly isSettled: boolean;
  readonly kills: readonly ProvenKill[];
  /** Why the others are left, by mutant. */
  readonly open: ReadonlyMap<string, StillAlive>;
  readonly warnings: readonly string[];
  /** Why nothing at all could be tried; null when it could. */
  readonly skipped: SkippedFile | null;
}

/** More rounds of one sort of engine than this bring little. */
const MOST_ROUNDS = 4;
/** What nobody should pay for: these cannot be killed, or not by a good test. */
const HOPELESS: ReadonlySet<string> = new Set(["unreachable", "wording", "distrusted"]);

const NOT_PROVEN: StillAlive = {
  code: "not-proven",
  reason: "a test seemed to tell it, and passed on it in a process of its own",
};

/**
 * Looks for tests round by round: first the engines that search, then those that read words and may cost something. Every new
 * test is run on all mutants that are left, for it may kill more than it was made for. A unit is looked at again as long as
 * the last round killed something in it.
 */
export async function killInRounds(
  target: Target,
  survivors: readonly ToolMutant[],
  settings: RunSettings,
  ctx: Context,
): Promise<RoundsResult> {
  const own = settingsFor(target.file.path, settings);
  const open = new Map<string, StillAlive>();
  const none: RoundsResult = { selected: null, isSettled: true, kills: [], open, warnings: [], skipped: null };
  let result = none;
  let said: readonly OpenGoal[] = [];
  const known = new Set<string>();
  const isAlive = ({ id }: ToolMutant): boolean => !result.kills.some(({ mutant }) => mutant === id);
  for (const readsWords of [false, true]) {
    const engines = own.engines.filter((engine) => (engine.readsWords ?? false) === readsWords);
    if (engines.length === 0 || (readsWords && (!own.model || own.model.ended() !== null))) continue;
    let wanted = survivors.filter((one) => isAlive(one) && !HOPELESS.has(open.get(one.id)?.code ?? ""));
    for (let round = 0; round < MOST_ROUNDS && wanted.length > 0 && !ctx.signal.aborted; round++) {
      const kept = result.selected?.kept ?? [];
      const learned = { open: said, candidates: kept.map(({ candidate }) => candidate) };
      const hunted = await searchKills(target, wanted, { ...own, engines }, { readsWords, learned }, ctx);
      if (!("proposed" in hunted)) return result.selected === null ? { ...none, skipped: hunted } : result;
      said = [...said.filter(({ goal }) => !hunted.open.some((one) => one.goal.id === goal.id)), ...hunted.open];
      for (const mutant of wanted)
        if (open.get(mutant.id) !== NOT_PROVEN) open.set(mutant.id, whyAlive(mutant, target, hunted.tried));
      const fresh = withOwnTitles(
        hunted.proposed.candidates.filter(({ id }) => !known.has(id)),
        kept,
      );
      for (const { id } of fresh) known.add(id);
      const passed = await passGates({ ...hunted.proposed, candidates: fresh }, own, ctx);
      if (passed === null) break;
      const proofs = await proveKills(passed, survivors.filter(isAlive), own, ctx);
      const claimed = passed.kept.flatMap(({ goals }) => goals);
      if (!proofs.ok) {
        const lost = [...claimed, ...result.kills.map(({ mutant }) => mutant)];
        for (const id of lost) open.set(id, { code: "distrusted", reason: proofs.reason });
        return { ...none, warnings: [proofs.reason] };
      }
      for (const id of claimed) open.set(id, NOT_PROVEN);
      if (proofs.kills.length === 0) break;
      const kills = [...result.kills, ...proofs.kills];
      const fewest = fewestTests([...kept, ...passed.kept], kills);
      const isSettled = kept.length === 0 && fewest.length === passed.kept.length;
      result = { ...result, kills, isSettled, selected: { ...passed, kept: fewest } };
      const falling = new Set(wanted.filter((one) => !isAlive(one)).map(({ unit }) => unit));
      wanted = wanted.filter((one) => falling.has(one.unit) && isAlive(one));
    }
  }
  for (const { mutant } of result.kills) open.delete(mutant);
  return result;
}

/** The tests that pass, and meet what no other of them does; null without any. */
async function passGates(
  proposed: ProposedTarget,
  settings: RunSettings,
  ctx: Context,
): Promise<SelectedTarget | null> {
  if (proposed.candidates.length === 0) return null;
  const { selected } = await proveTests([proposed], createStageTimes(ctx.clock), settings, ctx);
  return selected[0] !== undefined && selected[0].kept.length > 0 ? selected[0] : null;
}
