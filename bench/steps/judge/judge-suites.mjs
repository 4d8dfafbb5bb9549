import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countLines, suiteFaults } from "./suite-faults.mjs";

/** What stands in the columns of a suite that was not made, or does not hold. */
export const ZERO = { tests: 0, testLines: 0, lines: nothing(), branches: nothing() };

function nothing() {
  return { covered: 0, total: 1 };
}

/** Does `task(copy)` on a fresh copy of a project, which is gone afterwards. */
export async function inCopy(project, task) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-copy-"));
  try {
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    return await task({ ...project, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The columns for what a generator made of one module (`{ suites, tests, said }`). `judges` are `passes`, `measure` and, where
 * mutants are counted, `strength`. A suite that is missing or fails once in three runs is zero everywhere.
 */
export async function judgeSuites(project, module, made, judges, env) {
  const unjudged = judges.strength === undefined ? {} : { mutants: null };
  const zero = (note, passes = 0) => ({ ...ZERO, ...unjudged, passes, note });
  if (made.suites.length === 0) return zero(made.said);
  const { passed, failure } = await judges.passes(project, made.suites, env);
  if (passed < 3) return zero(failure, passed);
  const measured = await judges.measure(project, module, made.suites, env);
  if (measured === null) return zero("coverage could not be measured", passed);
  const text = made.suites.map((suite) => readFileSync(join(project.folder, suite), "utf8")).join("\n");
  return {
    tests: made.tests ?? text.match(/^\s*(async )?def test_/gm)?.length ?? 0,
    testLines: countLines(text),
    faults: suiteFaults(text, project.language),
    ...measured,
    ...(judges.strength === undefined ? {} : { mutants: await judges.strength(project, module, made.suites, env) }),
    passes: passed,
    note: "",
  };
}
