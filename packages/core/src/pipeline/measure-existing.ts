import type { Context, Problem } from "../contracts/index.js";
import type { FileCoverage, Goal } from "../model/index.js";
import { isRenewed } from "./header-for.js";
import type { RunSettings, Target } from "./run-state.js";

/** What the project's own tests reach already. */
export interface ExistingTests {
  /** By source path; no entry where nothing was measured. */
  readonly coverage: ReadonlyMap<string, FileCoverage>;
  readonly problems: readonly Problem[];
}

/** Runs the tests the project has, those `without` apart, with coverage of the targets. Failing tests count for what they reach. */
export async function measureExisting(
  targets: readonly Target[],
  without: ReadonlySet<string>,
  settings: RunSettings,
  ctx: Context,
): Promise<ExistingTests> {
  const coverage = new Map<string, FileCoverage>();
  const problems: Problem[] = [];
  for (const framework of new Set(targets.map((target) => target.framework))) {
    const mine = targets.filter((target) => target.framework === framework);
    const layout = mine[0]?.layout;
    if (layout === undefined) continue;
    // A suite that is about to be written anew must not count, or its own tests would have nothing left to meet.
    const found = [...new Set(mine.flatMap((target) => target.layout.testFiles))];
    const files = found.filter(
      (file) => !without.has(file) && !mine.some((target) => target.suitePath === file && isRenewed(target, settings)),
    );
    if (files.length === 0) continue;
    settings.hooks.event.call({
      kind: "stage",
      stage: "measure",
      detail: `running the existing ${framework.name} tests`,
    });
    const run = await framework.run(
      { project: settings.project, layout, files, cover: mine.map((target) => target.file.path) },
      ctx,
    );
    if (run.status !== "complete") {
      problems.push({ ...run.problem, message: `the existing tests could not be measured: ${run.problem.message}` });
      continue;
    }
    problems.push(...run.problems);
    const failing = run.tests.filter((test) => test.outcome === "failed");
    if (failing.length > 0)
      problems.push({ code: "existing-tests-fail", message: failingText(failing.map((test) => test.testId)) });
    for (const file of run.coverage ?? []) coverage.set(file.path, file);
  }
  return { coverage, problems };
}

function failingText(ids: readonly string[]): string {
  return ids.length === 1
    ? `an existing test fails already: ${ids[0]}`
    : `${ids.length} existing tests fail already, the first: ${ids[0]}`;
}

/** Whether measured coverage shows that a goal is met; `all` are the goals of its file. */
export function isCovered(goal: Goal, coverage: FileCoverage, all: readonly Goal[]): boolean {
  const reached = (line: number): boolean => coverage.coveredLines.includes(line);
  const missed = coverage.missedBranches.filter(({ line }) => line === goal.line);
  if (goal.kind === "exception") return reached(goal.line);
  if (goal.entry !== undefined) return reached(goal.entry) && !missed.some(({ to }) => to === goal.entry);
  if (goal.arm === "entry" || !reached(goal.line)) return false;
  // Of a decision with one arm, that the arm was never taken says that the other way was.
  const otherArms = all.filter(({ line, entry, id }) => line === goal.line && entry !== undefined && id !== goal.id);
  const isOther = OTHER_WAY.has(goal.arm) && otherArms.length === 1;
  return !missed.some(({ to }) => !(isOther && to === otherArms[0]?.entry));
}

/** Arms that are nothing but not taking the one with lines of its own. */
const OTHER_WAY: ReadonlySet<string> = new Set(["true", "false", "exit"]);
