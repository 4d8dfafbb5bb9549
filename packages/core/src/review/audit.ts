import type { Context } from "../contracts/index.js";
import { findDuplicates, findEmptyTests } from "./find-empty-tests.js";
import { findFlaky } from "./find-flaky.js";
import { findNeverFailing } from "./find-never-failing.js";
import { findWeakened } from "./find-weakened.js";
import type { OpenSuite } from "./open-suite.js";

/** What can be wrong with a test. */
export type AuditCode = "fails" | "no-assertion" | "tautology" | "never-fails" | "duplicate" | "flaky" | "weakened";

/** Something wrong with a test, with what shows it. */
export interface AuditFinding {
  readonly code: AuditCode;
  /** Of the test; null when the test is gone. */
  readonly test: string | null;
  readonly title: string;
  /** 1-based, in the suite. */
  readonly line: number;
  /** What was seen. */
  readonly evidence: string;
  /** What to do. */
  readonly advice: string;
}

/** What an audit found. */
export interface Audit {
  /** Relative to the project root. */
  readonly path: string;
  readonly framework: string;
  readonly tests: number;
  /** By line, then by code. */
  readonly findings: readonly AuditFinding[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
}

/** Findings of one check, and what it could not look at. */
export interface Checked {
  readonly findings: readonly AuditFinding[];
  readonly notes?: readonly string[];
}

/** Looks for tests that show nothing, in a version of a suite. Runs it five times in the project's copy; writes nothing. */
export async function auditSuite(suite: OpenSuite, text: string, ctx: Context): Promise<Audit> {
  const tests = await suite.list(text);
  const { stable, ...flaky } = await findFlaky(suite, text, tests);
  const checks: readonly Checked[] = [
    { findings: [...findEmptyTests(tests), ...findDuplicates(tests)] },
    flaky,
    await findNeverFailing(suite, text, stable, ctx),
    await findWeakened(suite, tests, ctx),
  ];
  const findings = checks.flatMap((check) => check.findings);
  return {
    path: suite.path,
    framework: suite.framework.name,
    tests: tests.length,
    findings: findings.sort((a, b) => a.line - b.line || (a.code < b.code ? -1 : 1)),
    notes: checks.flatMap(({ notes = [] }) => notes),
  };
}
