import type { FileCoverage, Problem, TestFailure, TestOutcome } from "@autotest/core";
import { type CoverageEntry, readCoverage } from "./measure-coverage.js";

/** What the runner said on its channel. */
export interface RunnerResults {
  readonly tests: TestOutcome[];
  readonly problems: Problem[];
  coverage: readonly FileCoverage[] | null;
  /** Exit status pytest gave, or null when it never came to an end. */
  status: number | null;
  /** Tests there are to run. */
  expected: number;
  /** Test or file it was at, for when it stops there; empty before the first. */
  at: string;
  /** False when there was no pytest to run. */
  started: boolean;
}

/** No results yet. */
export function emptyResults(): RunnerResults {
  return { tests: [], problems: [], coverage: null, status: null, expected: 0, at: "", started: false };
}

/**
 * Takes one line of the channel and says of what kind it is; a line without the nonce is not from our plugin and counts for
 * nothing.
 */
export function readLine(line: string, nonce: string, results: RunnerResults, install: string): unknown {
  const fact = parse(line);
  if (fact === null || fact.nonce !== nonce) return null;
  take(fact, results, install);
  return fact.kind;
}

function take(fact: { readonly [key: string]: unknown }, results: RunnerResults, install: string): void {
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  switch (fact.kind) {
    case "no-pytest":
      results.problems.push({
        code: "no-pytest",
        message: `pytest is not installed in ${text(fact.executable)}`,
        hint: `${install} pytest`,
      });
      return;
    case "no-coverage":
      results.problems.push({
        code: "no-coverage",
        message: `coverage.py is not installed in ${text(fact.executable)}, so nothing was measured`,
        hint: `${install} coverage`,
      });
      return;
    case "loading":
      results.started = true;
      results.at = text(fact.file);
      return;
    case "loaded":
      results.at = "";
      return;
    case "unloadable":
      results.at = "";
      results.problems.push({ code: "collection-error", message: `${text(fact.file)}: ${text(fact.message)}` });
      results.tests.push({
        file: text(fact.file),
        testId: text(fact.file),
        outcome: "failed",
        message: text(fact.message),
        milliseconds: 0,
      });
      return;
    case "refused":
      results.problems.push({ code: "refused", message: `while loading the tests: ${text(fact.message)}` });
      return;
    case "collected":
      results.started = true;
      results.expected = typeof fact.count === "number" ? fact.count : 0;
      return;
    case "started":
      results.at = text(fact.test);
      return;
    case "test":
      results.at = "";
      results.tests.push({
        file: text(fact.file),
        testId: text(fact.test),
        outcome: fact.outcome === "passed" || fact.outcome === "skipped" ? fact.outcome : "failed",
        ...(fact.message ? { message: text(fact.message) } : {}),
        ...(isFailure(fact.failure) ? { failure: fact.failure } : {}),
        milliseconds: typeof fact.milliseconds === "number" ? fact.milliseconds : 0,
      });
      return;
    case "coverage":
      addCoverage(fact.files, results);
      return;
    case "finished":
      results.status = typeof fact.status === "number" ? fact.status : null;
      return;
  }
}

function isFailure(value: unknown): value is TestFailure {
  return value === "assertion" || value === "error" || value === "fixture";
}

function addCoverage(files: unknown, results: RunnerResults): void {
  const measured: FileCoverage[] = [];
  for (const [path, entry] of Object.entries(
    (files ?? {}) as { readonly [path: string]: CoverageEntry | { readonly problem: string } },
  )) {
    if ("problem" in entry)
      results.problems.push({ code: "not-measured", message: `${path} was not measured: ${entry.problem}` });
    else measured.push(readCoverage(path, entry));
  }
  results.coverage = measured;
}

function parse(line: string): { readonly [key: string]: unknown } | null {
  try {
    const fact: unknown = JSON.parse(line);
    return typeof fact === "object" && fact !== null ? (fact as { readonly [key: string]: unknown }) : null;
  } catch {
    return null;
  }
}
