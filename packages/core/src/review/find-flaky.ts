import type { AuditFinding, Checked } from "./audit.js";
import { messageLine } from "./message-line.js";
import { type CompleteRun, type OpenSuite, outcomesOf, type SuiteTest } from "./open-suite.js";

/** Three fresh processes: as the runner likes it, then in other orders and with other hash seeds. */
const RUNS = [{ hashSeed: 0 }, { hashSeed: 1, orderSeed: 1 }, { hashSeed: 2, orderSeed: 2 }];
const WORDS = ["in the runner's own order", "shuffled with seed 1", "shuffled with seed 2"];

/** Tests that fail, or only sometimes; `stable` are those that passed every time. */
export async function findFlaky(
  suite: OpenSuite,
  text: string,
  tests: readonly SuiteTest[],
): Promise<Checked & { readonly stable: readonly SuiteTest[] }> {
  const runs: CompleteRun[] = [];
  for (const options of RUNS) runs.push(await suite.run(text, options));
  const findings: AuditFinding[] = [];
  const stable: SuiteTest[] = [];
  for (const test of tests) {
    const outcomes = runs.map((run) => wordOf(test, run));
    const differs = outcomes.some((outcome) => outcome !== outcomes[0]);
    if (differs) findings.push(flaky(test, outcomes));
    else if (outcomes[0] === "failed") findings.push(failing(test, runs));
    else if (outcomes[0] === "passed") stable.push(test);
  }
  // A file that cannot be loaded has no test to put this on.
  const [broken] = runs.flatMap((run) =>
    run.tests.filter((one) => one.outcome === "failed" && one.testId === suite.path),
  );
  const notes =
    broken === undefined ? [] : [`${suite.path} cannot be loaded: ${broken.message ?? "no reason was given"}`];
  return { findings, notes, stable };
}

/** `passed`, `failed`, `skipped`, or `missing` when it was not run. Of a table: what its rows come to. */
export function wordOf(test: SuiteTest, run: CompleteRun): string {
  const outcomes = outcomesOf(test, run).map(({ outcome }) => outcome);
  if (outcomes.length === 0) return "missing";
  if (outcomes.includes("failed")) return "failed";
  return outcomes.includes("passed") ? "passed" : "skipped";
}

function flaky({ id, title, line }: SuiteTest, outcomes: readonly string[]): AuditFinding {
  return {
    code: "flaky",
    test: id,
    title,
    line,
    evidence: outcomes.map((outcome, index) => `${outcome} ${WORDS[index]}`).join(", "),
    advice: "take out what it shares with other tests, and what it has from time, chance or the order of a set",
  };
}

function failing(test: SuiteTest, [run]: readonly CompleteRun[]): AuditFinding {
  const message = run && outcomesOf(test, run).find(({ outcome }) => outcome === "failed")?.message;
  return {
    code: "fails",
    test: test.id,
    title: test.title,
    line: test.line,
    evidence: `fails every time: ${messageLine(message || undefined)}`,
    advice: "mend the code or the test; what else is wrong with it cannot be seen before",
  };
}
