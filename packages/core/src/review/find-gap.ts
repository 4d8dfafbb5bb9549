import type { Context } from "../contracts/index.js";
import type { FileCoverage, Goal } from "../model/index.js";
import { setGoals } from "../pipeline/2-set-goals.js";
import { isCovered } from "../pipeline/measure-existing.js";
import type { OpenedTarget, RunSettings, Target } from "../pipeline/run-state.js";
import { namesUnit } from "./names-unit.js";
import type { OpenSuite, SuiteTest } from "./open-suite.js";
import { lostFrom, without } from "./prove-test.js";

/** Where another test can be looked for in place of one. */
export interface Gap {
  /** What the whole suite reaches. */
  readonly full: readonly FileCoverage[];
  /** Sources with what a new test should meet, to be opened one at a time. */
  readonly sources: readonly Target[];
  /** Opens one, with only those goals left; or says why it cannot be run. */
  open(source: Target, settings: RunSettings, ctx: Context): Promise<OpenedTarget | { readonly reason: string }>;
}

/**
 * What would be missing without a test: what only it reaches. Where the others reach everything too, what the suite reaches of
 * the units that it names, for a test that says more about them. Null when it names none.
 */
export async function findGap(suite: OpenSuite, text: string, test: SuiteTest): Promise<Gap | null> {
  const all = await suite.sources();
  const cover = all.map(({ file }) => file.path);
  const full = (await suite.run(text, { cover })).coverage ?? [];
  const rest = (await suite.run(without(text, test), { cover })).coverage ?? [];
  const of = (coverage: readonly FileCoverage[], { file }: Target): FileCoverage | null =>
    coverage.find(({ path }) => path === file.path) ?? null;
  const code = text.slice(test.range.start, test.range.end);
  const losing = all.filter((source) => {
    const reached = of(full, source);
    return reached !== null && losesAny([reached], rest);
  });
  const named = all.filter(({ analysis }) => analysis.units.some(({ name }) => namesUnit(code, name)));
  if (losing.length + named.length === 0) return null;
  const isWanted = (goal: Goal, source: Target, goals: readonly Goal[]): boolean => {
    const [reached, left] = [of(full, source), of(rest, source)];
    // Where nothing could be measured, any goal of what it names will do.
    if (reached === null) return full.length === 0 && namesUnit(code, goal.unit);
    if (!isCovered(goal, reached, goals)) return false;
    return losing.length > 0 ? left === null || !isCovered(goal, left, goals) : namesUnit(code, goal.unit);
  };
  return {
    full,
    sources: losing.length > 0 ? losing : named,
    async open(source, settings, ctx) {
      const opened = await setGoals(source, null, settings, ctx);
      if (!("probe" in opened)) return opened;
      const { goals, metBefore } = opened;
      const wanted = goals.filter((goal) => !metBefore.includes(goal.id) && isWanted(goal, source, goals));
      const open = new Set(wanted.map(({ id }) => id));
      return { ...opened, metBefore: goals.flatMap(({ id }) => (open.has(id) ? [] : [id])) };
    },
  };
}

/** Whether something that `full` reaches is not reached now. */
export function losesAny(full: readonly FileCoverage[], now: readonly FileCoverage[]): boolean {
  return full.some((one) => {
    const same = now.find(({ path }) => path === one.path);
    if (same === undefined) return one.coveredLines.length > 0;
    const lost = lostFrom(one, same);
    return lost.lines.length + lost.branches.length > 0;
  });
}
