import type { Context } from "../contracts/index.js";
import type { FileCoverage, OpenGoal, Report, SkippedFile } from "../model/index.js";
import { chooseFiles } from "./1-find-units.js";
import { setGoals } from "./2-set-goals.js";
import { proposeTests } from "./3-propose-tests.js";
import { makeReport } from "./7-report.js";
import { asWarning } from "./as-warning.js";
import { findTargets } from "./find-targets.js";
import { mapLimited } from "./map-limited.js";
import { measureExisting } from "./measure-existing.js";
import { settingsFor } from "./own-settings.js";
import type { OpenedTarget, ProposedTarget, RunSettings, SelectedTarget, Target } from "./run-state.js";
import { createStageTimes } from "./stage-times.js";

/** Why a goal is open that nothing but a test is missing for. */
const WITHIN_REACH = { code: "within-reach", reason: "no test shows it; the search found one that would" };
const UNTESTED = { code: "untested", reason: "no test shows it" };

/**
 * What the tests that are there show, and what they leave open; nothing is written. With engines it is also said of each open
 * goal whether they could meet it, and else why not.
 */
export async function look(settings: RunSettings, ctx: Context): Promise<Report> {
  const began = ctx.clock.elapsed();
  const times = createStageTimes(ctx.clock);
  const files = await times.time("find", () => chooseFiles(settings, ctx));
  const { ready, ...found } = await findTargets(files, settings, times, ctx);
  const existing = await times.time("measure", () => measureExisting(ready, new Set(), settings, ctx));
  const looked = await mapLimited(
    ready,
    settings.concurrency,
    (target) =>
      times.time("search", () => lookAt(target, existing.coverage.get(target.file.path) ?? null, settings, ctx)),
    ctx.signal,
  );
  const report = makeReport(
    {
      selected: looked.filter((one) => "target" in one),
      skipped: [...found.skipped, ...found.lacking, ...looked.filter((one): one is SkippedFile => !("target" in one))],
      written: [],
      warnings: existing.problems.map(asWarning),
      interrupted: ctx.signal.aborted,
      seconds: (ctx.clock.elapsed() - began) / 1000,
      stages: times.seconds(),
      command: found.command,
    },
    settings,
  );
  await settings.hooks.report.promise(report);
  return report;
}

async function lookAt(
  target: Target,
  coverage: FileCoverage | null,
  settings: RunSettings,
  ctx: Context,
): Promise<SelectedTarget | SkippedFile> {
  settings.hooks.event.call({ kind: "file-started", path: target.file.path });
  const own = settingsFor(target.file.path, settings);
  const opened = await setGoals(target, coverage, own, ctx);
  if (!("probe" in opened)) return opened;
  const asked = own.engines.length > 0;
  const proposed = asked ? await proposeTests(opened, own, ctx) : await leaveUnasked(opened);
  // Changes the engine made to the code are its own affair: no test that is there was tried on them.
  const goals = proposed.goals.filter(({ kind }) => kind !== "mutant");
  const open = explain({ ...proposed, goals }, asked ? WITHIN_REACH : UNTESTED);
  return {
    ...proposed,
    goals,
    candidates: [],
    rejected: [],
    open,
    passed: [],
    dropped: [],
    kept: [],
    coverageAfter: coverage,
  };
}

async function leaveUnasked({ probe, ...opened }: OpenedTarget): Promise<ProposedTarget> {
  await probe.close();
  return {
    ...opened,
    candidates: [],
    rejected: [],
    problems: [],
    open: [],
    stoppedByTime: false,
    seconds: 0,
    calls: 0,
  };
}

/** A reason for every goal that no test meets: that of the engine, else the one given. */
function explain({ goals, metBefore, open }: ProposedTarget, other: typeof UNTESTED): readonly OpenGoal[] {
  const met = new Set(metBefore);
  const known = new Map(open.map((one) => [one.goal.id, one]));
  return goals.filter(({ id }) => !met.has(id)).map((goal) => known.get(goal.id) ?? { goal, ...other });
}
