import { join } from "node:path";
import type { Context } from "../contracts/index.js";
import type { Unit } from "../model/index.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import type { AuditFinding, Checked } from "./audit.js";
import { wordOf } from "./find-flaky.js";
import { namesUnit } from "./names-unit.js";
import type { CompleteRun, OpenSuite, SuiteTest } from "./open-suite.js";

const WAYS = ["raises", "returns-nothing"] as const;

/**
 * Tests that still pass when the code is undone: once every function of the sources raises, once it returns nothing. Only of
 * tests that name a unit of them it is said; another one may be about something else.
 */
export async function findNeverFailing(
  suite: OpenSuite,
  text: string,
  tests: readonly SuiteTest[],
  ctx: Context,
): Promise<Checked> {
  const sources = await suite.sources();
  const about = (test: SuiteTest): readonly Unit[] => {
    const code = text.slice(test.range.start, test.range.end);
    return sources.flatMap(({ analysis }) => analysis.units).filter(({ name }) => namesUnit(code, name));
  };
  const candidates = tests.filter((test) => about(test).length > 0);
  if (candidates.length === 0) return { findings: [] };
  const undone = sources.filter(({ analysis }) => analysis.units.some(({ name }) => namesUnit(text, name)));
  let left: readonly SuiteTest[] = candidates;
  for (const way of WAYS) {
    const run = await runUndone(suite, text, undone, way, ctx);
    if (run === null || candidates.every((test) => wordOf(test, run) === "missing"))
      return {
        findings: [],
        notes: ["whether tests can fail was not checked: with its code undone the suite does not load"],
      };
    left = left.filter((test) => wordOf(test, run) === "passed");
  }
  return { findings: left.map((test) => finding(test, about(test), undone)) };
}

async function runUndone(
  suite: OpenSuite,
  text: string,
  sources: readonly Target[],
  way: (typeof WAYS)[number],
  ctx: Context,
): Promise<CompleteRun | null> {
  try {
    for (const { file, language } of sources) {
      const changed = (await language.undo?.(file, way)) ?? null;
      if (changed === null) return null;
      await ctx.fs.write(inCopy(file.path, suite.settings), changed);
    }
    return await suite.run(text);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    return null;
  } finally {
    for (const { file } of sources)
      await ctx.fs.copy(join(suite.settings.project.root, file.path), inCopy(file.path, suite.settings));
  }
}

function inCopy(path: string, { project }: RunSettings): string {
  return join(project.workspace, path);
}

function finding({ id, title, line }: SuiteTest, units: readonly Unit[], sources: readonly Target[]): AuditFinding {
  const names = [...new Set(units.map(({ name }) => name))].slice(0, 3).join(", ");
  const paths = sources.slice(0, 3).map(({ file }) => file.path);
  return {
    code: "never-fails",
    test: id,
    title,
    line,
    evidence: `it names ${names}, and passes when every function of ${paths.join(", ")} raises, and when each returns nothing`,
    advice: "assert on the result of the call, and let no handler in the test swallow its error",
  };
}
