import type { Candidate, Goal, Report } from "../model/index.js";

/** What a report may hold that a format has to escape or strip. */
const HOSTILE = "</script><b>&amp; \u001b]52;c;aGk=\u0007 ::set-env name=A::b%0A | `x` \u202e";

/** A report in which nothing happened. */
export function emptyReport(): Report {
  return {
    command: "generate",
    seed: 1,
    dryRun: false,
    interrupted: false,
    isolation: "L1 portable",
    files: [],
    skipped: [],
    suites: [],
    warnings: [],
    coverageBefore: null,
    coverageAfter: null,
    seconds: 0,
    next: "autotest generate",
  };
}

/** A report with one of everything. With `text`, names and messages hold it. */
export function sampleReport(text = "plain"): Report {
  const goal: Goal = {
    id: "g1",
    index: 0,
    kind: "branch",
    path: "src/cart.py",
    unit: "total",
    line: 4,
    condition: "n < 0",
    arm: "true",
  };
  const candidate: Candidate = {
    id: "c1",
    path: goal.path,
    unit: goal.unit,
    engine: "search",
    goals: [goal.id],
    title: `raises when n is negative (${text})`,
    scenario: { arrange: [], act: { kind: "function", ref: ":total", args: [-1] } },
    assertions: [
      { kind: "raises", ref: "builtins:ValueError", type: "ValueError", message: text, via: "call", basis: "declared" },
    ],
  };
  const totals = { lines: { covered: 3, total: 4 }, branches: { covered: 1, total: 2 } };
  const coverage = {
    ...totals,
    path: goal.path,
    coveredLines: [1, 2, 3],
    missedLines: [4],
    missedBranches: [{ line: 4, to: 0 }],
  };
  return {
    ...emptyReport(),
    files: [
      {
        path: goal.path,
        language: "python",
        framework: "pytest",
        suite: "tests/test_cart.py",
        units: 1,
        goals: [goal, { ...goal, id: "g2", index: 1, arm: "false" }],
        metBefore: [],
        kept: [{ candidate, goals: [goal.id], testId: "tests/test_cart.py::test_total" }],
        dropped: [{ candidate: { ...candidate, id: "c2" }, gate: "repeats", reason: text }],
        open: [{ goal: { ...goal, id: "g2", index: 1, arm: "false" }, code: "needs-value", reason: text, hint: text }],
        findings: [
          {
            id: "f1",
            kind: "suspected-bug",
            path: goal.path,
            unit: goal.unit,
            line: 4,
            message: text,
            reproduction: "total(-1)",
          },
        ],
        coverageBefore: null,
        coverageAfter: coverage,
        seconds: 1.25,
        calls: 640,
        stoppedByTime: false,
      },
    ],
    skipped: [{ path: "src/broken.py", code: "syntax", reason: text, hint: text }],
    suites: [{ path: "tests/test_cart.py", text: "...", action: "created", sources: [goal.path], tests: 1 }],
    warnings: [text],
    coverageAfter: totals,
    seconds: 2.5,
  };
}

/** The reports every reporter has to bear: nothing, everything, an interrupted dry run, hostile texts. */
export function sampleReports(): { readonly [name: string]: Report } {
  return {
    empty: emptyReport(),
    full: sampleReport(),
    "interrupted dry run": { ...sampleReport(), interrupted: true, dryRun: true },
    hostile: sampleReport(HOSTILE),
  };
}
