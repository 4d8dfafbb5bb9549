import { join } from "node:path";
import type { Context, MutationBackend } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { type WrittenSuite, writeSuites } from "../pipeline/6-write-suite.js";
import { emitSuite } from "../pipeline/emit-suite.js";
import { proveTests } from "../pipeline/prove-batch.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings, SelectedTarget, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";
import { fewestTests, type ProvenKill, proveKills } from "./prove-kills.js";
import type { Kill, MutantResult, ToolMutant } from "./result.js";
import { runBackend } from "./run-backend.js";
import { type Hunted, searchKills } from "./search-kills.js";

/** What became of the survivors of one file. */
export interface KilledFile {
  /** By mutant. */
  readonly kills: ReadonlyMap<string, Kill>;
  /** Why the others are left, by mutant. */
  readonly open: ReadonlyMap<string, { readonly code: string; readonly reason: string }>;
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
  /** Why nothing at all could be tried; null when it could. */
  readonly skipped: SkippedFile | null;
}

/** Looks for tests that kill the survivors of a file, proves each kill, asks the tool once more and writes what holds. */
export async function killSurvivors(
  target: Target,
  survivors: readonly ToolMutant[],
  backend: MutationBackend,
  settings: RunSettings,
  ctx: Context,
): Promise<KilledFile> {
  const nothing = { kills: new Map(), open: new Map(), written: [], warnings: [], skipped: null };
  settings.hooks.event.call({ kind: "file-started", path: target.file.path });
  const hunted = await searchKills(target, survivors, settings, ctx);
  if (!("proposed" in hunted)) return { ...nothing, skipped: hunted };
  const open = new Map(reasons(hunted));
  const existing = await readExact(join(settings.project.root, hunted.proposed.target.suitePath), ctx.fs);
  const { selected } = await proveTests([hunted.proposed], createStageTimes(ctx.clock), settings, ctx);
  const [passed] = selected;
  if (passed === undefined || passed.kept.length === 0) return { ...nothing, open };
  const claimed = new Set(passed.kept.flatMap(({ goals }) => goals));
  const mutants = survivors.filter(({ id }) => claimed.has(id));
  const proofs = await proveKills(passed, mutants, settings, ctx);
  if (!proofs.ok) return { ...nothing, open, warnings: [proofs.reason] };
  for (const { id } of mutants)
    if (!proofs.kills.some(({ mutant }) => mutant === id))
      open.set(id, {
        code: "not-proven",
        reason: "a test seemed to tell it, and passed on it in a process of its own",
      });
  const kept = fewestTests(passed.kept, proofs.kills);
  const final: SelectedTarget = {
    ...passed,
    target: { ...passed.target, existing: existing ?? undefined },
    kept,
  };
  if (kept.length === 0) return { ...nothing, open };
  const confirmed = await confirm(final, mutants, proofs.kills, backend, settings, ctx);
  const { written, warnings } = await writeSuites([final], settings);
  return { kills: killsBy(final, proofs.kills, confirmed), open, written, warnings, skipped: null };
}

/** Why the engines left a mutant open, in their words. */
function* reasons({ proposed, unswitched }: Hunted): Iterable<[string, { code: string; reason: string }]> {
  for (const { goal, code, reason } of proposed.open) yield [goal.id, { code, reason }];
  for (const id of unswitched)
    yield [
      id,
      {
        code: "not-switchable",
        reason:
          "it changes code that runs when the file is imported, or cannot stand beside the original: look at it yourself",
      },
    ];
}

/** The tool's last word: which of the mutants its own run kills with nothing but the new suite. Null when it has none. */
async function confirm(
  { target, kept }: SelectedTarget,
  mutants: readonly ToolMutant[],
  kills: readonly ProvenKill[],
  backend: MutationBackend,
  settings: RunSettings,
  ctx: Context,
): Promise<ReadonlySet<string> | null> {
  const touched = new Set(kills.map(({ mutant }) => mutant));
  const only = mutants.filter(({ id }) => touched.has(id));
  const suite = emitSuite(
    target,
    kept.map(({ candidate }) => candidate),
    settings,
  );
  const overlay = new Map(
    [...suite.support, { path: target.suitePath, text: suite.text }].map(({ path, text }) => [path, text]),
  );
  settings.hooks.event.call({
    kind: "stage",
    stage: "confirm",
    detail: `${backend.name} runs ${only.length} mutants again`,
  });
  const run = await runBackend(
    backend,
    {
      files: [{ path: target.file.path }],
      layout: target.layout,
      overlay,
      tests: [target.suitePath],
      only: only.map(({ toolId }) => toolId),
    },
    settings,
    ctx,
  );
  if (!run.ok) return null;
  const dead = new Set(
    Object.values(run.report.files).flatMap(({ mutants: all }) =>
      all.filter(({ status }) => status === "Killed").map(({ id }) => id),
    ),
  );
  return new Set(only.filter(({ toolId }) => dead.has(toolId)).map(({ id }) => id));
}

/** For each mutant the one test that is kept for it. */
function killsBy(
  { target, kept }: SelectedTarget,
  kills: readonly ProvenKill[],
  confirmed: ReadonlySet<string> | null,
): ReadonlyMap<string, Kill> {
  const found = new Map<string, NonNullable<MutantResult["kill"]>>();
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
