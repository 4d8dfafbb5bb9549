// Takes everything the stages found, gives the one report.

import { changedLines } from "../changes/changed-lines.js";
import type { FileReport, OpenGoal, Report, SkippedFile, SuiteFile } from "../model/index.js";
import { PORTABLE } from "../ports/isolation/isolation.js";
import type { WrittenSuite } from "./6-write-suite.js";
import { totalCoverage } from "./merge-coverage.js";
import { modelCost } from "./model-cost.js";
import type { RunSettings, SelectedTarget } from "./run-state.js";

/** What the run knows at its end. */
export interface RunOutcome {
  readonly selected: readonly SelectedTarget[];
  readonly skipped: readonly SkippedFile[];
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
  readonly interrupted: boolean;
  readonly seconds: number;
  readonly stages: { readonly [stage: string]: number };
  /** What runs the tests when no file was selected; null: no file was found. */
  readonly command: string | null;
}

/** Stage 7. */
export function makeReport(outcome: RunOutcome, settings: RunSettings): Report {
  const files = outcome.selected.map((one) => fileReport(one, settings)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const { changes } = settings;
  const { asked, isolation } = settings.sandbox ?? { asked: "auto", isolation: PORTABLE };
  return {
    command: settings.command,
    seed: settings.seed,
    dryRun: settings.dryRun,
    interrupted: outcome.interrupted,
    isolation: isolation.level,
    sandbox: { asked, reason: isolation.reason ?? null, fix: isolation.fix ?? null },
    ...(changes === undefined ? {} : { changes: { base: changes.base, files: changes.files?.length ?? null } }),
    files,
    skipped: [...outcome.skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
    suites: once(outcome.written.map(({ suite }) => suite)),
    warnings: [...new Set([...(changes?.notes ?? []), ...outcome.warnings])],
    coverageBefore: totalCoverage(files.map(before)),
    coverageAfter: totalCoverage(files.map((file) => file.coverageAfter)),
    seconds: outcome.seconds,
    stages: outcome.stages,
    cost: settings.model ? modelCost(settings.model, files) : null,
    next: nextCommand(outcome, settings),
  };
}

/** Suites of several files may need the same support file; it is there once. */
function once(suites: readonly SuiteFile[]): readonly SuiteFile[] {
  return suites.filter(
    (suite, index) => suite.sources.length > 0 || suites.findIndex(({ path }) => path === suite.path) === index,
  );
}

/** Without earlier tests nothing was covered: the same lines and branches, none of them reached. */
function before(file: FileReport): FileReport["coverageBefore"] {
  const { coverageBefore, coverageAfter } = file;
  if (coverageBefore !== null || coverageAfter === null) return coverageBefore;
  return {
    ...coverageAfter,
    coveredLines: [],
    lines: { ...coverageAfter.lines, covered: 0 },
    branches: { ...coverageAfter.branches, covered: 0 },
  };
}

function fileReport(selected: SelectedTarget, { changes }: RunSettings): FileReport {
  const { target, kept } = selected;
  const changed = changes?.files?.find(({ path }) => path === target.file.path);
  return {
    path: target.file.path,
    language: target.language.id,
    framework: target.framework.id,
    suite: kept.length > 0 ? target.suitePath : null,
    units: target.analysis.units.length,
    goals: selected.goals,
    metBefore: selected.metBefore,
    kept,
    dropped: selected.dropped,
    open: openGoals(selected),
    findings: selected.findings,
    coverageBefore: selected.coverageBefore,
    coverageAfter: selected.coverageAfter,
    ...(changed === undefined
      ? {}
      : {
          changedLines: changedLines(changed, selected.coverageAfter, selected.goals),
          changedRanges: changed.lines,
        }),
    seconds: selected.seconds,
    calls: selected.calls,
    stoppedByTime: selected.stoppedByTime,
  };
}

/** Every goal that no test met in the end, with the best reason known. */
function openGoals({ goals, metBefore, kept, dropped, open }: SelectedTarget): readonly OpenGoal[] {
  const met = new Set([...metBefore, ...kept.flatMap((test) => test.candidate.goals)]);
  const explained = new Map(open.map((one) => [one.goal.id, one]));
  return goals
    .filter((goal) => !met.has(goal.id))
    .map((goal) => {
      const lost = dropped.find(({ candidate, gate }) => gate !== "adds-goal" && candidate.goals.includes(goal.id));
      if (lost)
        return { goal, code: "dropped", reason: `a test met it but was dropped (${lost.gate}): ${lost.reason}` };
      return explained.get(goal.id) ?? { goal, code: "budget", reason: "not reached before the run ended" };
    });
}

/** Ends of the asking that the same command would meet again. */
const NEEDS_MENDING: ReadonlySet<string> = new Set(["credentials", "unknown-model"]);

function nextCommand({ selected, written, interrupted, command, skipped }: RunOutcome, settings: RunSettings): string {
  const ended = settings.model?.ended();
  if (ended && NEEDS_MENDING.has(ended.kind)) return "autotest doctor";
  if (interrupted || ended || (settings.dryRun && written.length > 0)) return "autotest generate";
  const layout = selected.find((one) => one.kept.length > 0)?.target.layout ?? selected[0]?.target.layout;
  const isCurrent = skipped.some(({ code }) => code === "up-to-date");
  return layout?.command ?? (isCurrent && command ? command : "autotest doctor");
}
