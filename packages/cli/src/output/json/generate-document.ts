import type { CoverageTotals, ExitCode, FileReport, ModelCost, Report, SuiteFile } from "@autotest/core";
import type {
  CandidateEntry,
  CoverageFigures,
  FileEntry,
  GenerateDocument,
  GoalEntry,
  UnitEntry,
} from "./documents.js";
import { documentHead } from "./head.js";

/** What the document holds besides the report. */
export interface GenerateDocumentInput {
  readonly report: Report;
  readonly exitCode: ExitCode;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly config: string | null;
  /** The diff of a suite, in a dry run. */
  readonly patchOf: (suite: SuiteFile) => string | null;
}

/** Makes the document: the report, flat and joined by ids. */
export function generateDocument({
  report,
  exitCode,
  startedAt,
  config,
  patchOf,
}: GenerateDocumentInput): GenerateDocument {
  const { command, seed, dryRun, interrupted, files } = report;
  const seconds = milliseconds(report.seconds);
  const shown = files.map(fileOf);
  const sum = (pick: (file: (typeof shown)[number]) => number): number =>
    shown.reduce((all, file) => all + pick(file), 0);
  return {
    ...documentHead(exitCode),
    run: { command, seed, dryRun, interrupted, startedAt, seconds, stages: report.stages ?? {}, config },
    changes: report.changes ?? null,
    totals: {
      files: files.length,
      tests: sum((file) => file.tests),
      goals: sum((file) => file.goals.total),
      goalsMetBefore: sum((file) => file.goals.metBefore),
      goalsMet: sum((file) => file.goals.met),
      goalsOpen: sum((file) => file.goals.open),
      mutants: sum((file) => file.mutants.total),
      mutantsNoticed: sum((file) => file.mutants.noticed),
      dropped: sum((file) => file.dropped),
      coverageBefore: ratios(report.coverageBefore),
      coverageAfter: ratios(report.coverageAfter),
    },
    files: shown,
    units: files.flatMap(unitsOf),
    goals: files.flatMap(goalsOf),
    candidates: files.flatMap(candidatesOf),
    verdicts: files.flatMap(verdictsOf),
    suite: report.suites.map((suite) => ({
      path: suite.path,
      action: suite.action,
      sources: [...suite.sources],
      tests: suite.tests,
      patch: patchOf(suite),
    })),
    findings: files.flatMap((file) =>
      file.findings.map(({ id, kind, path, unit, line, message, reproduction }) => ({
        id,
        kind,
        path,
        unit,
        line,
        message,
        reproduction: reproduction ?? null,
      })),
    ),
    skipped: report.skipped.map(({ path, code, reason, hint }) => ({ path, code, reason, hint: hint ?? null })),
    warnings: [...report.warnings],
    cost: costOf(report.cost ?? null),
    isolation: report.isolation,
    sandbox: report.sandbox ?? { asked: "auto", reason: null, fix: null },
    next: report.next,
  };
}

function ratios(coverage: CoverageTotals | null): CoverageFigures {
  if (coverage === null) return null;
  const { lines, branches } = coverage;
  return {
    lines: { covered: lines.covered, total: lines.total },
    branches: { covered: branches.covered, total: branches.total },
  };
}

function fileOf(file: FileReport): FileEntry {
  const goals = file.goals.filter(({ kind }) => kind !== "mutant");
  const open = file.open.filter(({ goal }) => goal.kind !== "mutant");
  return {
    path: file.path,
    language: file.language,
    framework: file.framework,
    suite: file.suite,
    units: file.units,
    tests: file.kept.length,
    goals: {
      total: goals.length,
      metBefore: file.metBefore.length,
      met: goals.length - open.length,
      open: open.length,
    },
    mutants: {
      total: file.goals.length - goals.length,
      noticed: file.goals.length - goals.length - (file.open.length - open.length),
    },
    dropped: file.dropped.length,
    coverageBefore: ratios(file.coverageBefore),
    coverageAfter: ratios(file.coverageAfter),
    seconds: milliseconds(file.seconds),
    calls: file.calls,
    stoppedByTime: file.stoppedByTime,
  };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Units of a file with what is known of their goals; changes to the code apart. */
export function unitsOf(file: FileReport): readonly UnitEntry[] {
  const open = new Set(file.open.map(({ goal }) => goal.id));
  const ours = file.goals.filter(({ kind }) => kind !== "mutant");
  const names = [...new Set(ours.map((goal) => goal.unit))];
  return names.map((name) => {
    const goals = ours.filter((goal) => goal.unit === name);
    return {
      id: `${file.path}:${name}`,
      path: file.path,
      name,
      goals: goals.length,
      met: goals.filter((goal) => !open.has(goal.id)).length,
      tests: file.kept.filter(({ candidate }) => candidate.unit === name).length,
    };
  });
}

/** Goals of a file, each with the tests that meet it, or why none does. */
export function goalsOf(file: FileReport): readonly GoalEntry[] {
  const before = new Set(file.metBefore);
  const open = new Map(file.open.map((one) => [one.goal.id, one]));
  return file.goals.map(({ id, kind, path, unit, line, condition, arm }) => {
    const why = open.get(id);
    const tests = file.kept
      .filter(({ candidate }) => candidate.goals.includes(id))
      .map(({ candidate }) => candidate.id);
    const status = why !== undefined ? "open" : before.has(id) ? "met-before" : "met";
    return {
      id,
      kind,
      path,
      unit,
      line,
      condition,
      arm,
      status,
      tests,
      code: why?.code ?? null,
      reason: why?.reason ?? null,
      hint: why?.hint ?? null,
    };
  });
}

function candidatesOf(file: FileReport): readonly CandidateEntry[] {
  const kept = file.kept.map((one) => ({
    candidate: one.candidate,
    kept: true,
    keptFor: one.goals,
    testId: one.testId,
  }));
  const dropped = file.dropped.map((one) => ({ candidate: one.candidate, kept: false, keptFor: [], testId: null }));
  return [...kept, ...dropped].map(({ candidate, kept: isKept, keptFor, testId }) => ({
    id: candidate.id,
    path: candidate.path,
    unit: candidate.unit,
    engine: candidate.engine,
    title: candidate.title,
    goals: [...candidate.goals],
    kept: isKept,
    keptFor: [...keptFor],
    testId,
    scenario: { ...candidate.scenario },
    assertions: candidate.assertions.map((assertion) => ({ ...assertion })),
  }));
}

function verdictsOf(file: FileReport): GenerateDocument["verdicts"] {
  return [
    ...file.kept.map(({ candidate, goals }) => ({
      candidate: candidate.id,
      gate: "adds-goal",
      passed: true,
      reason: `passed every gate; kept for ${goals.length} goals`,
    })),
    ...file.dropped.map(({ candidate, gate, reason }) => ({ candidate: candidate.id, gate, passed: false, reason })),
  ];
}

/** What a language model cost, in numbers; all of them 0 without one. */
export function costOf(cost: ModelCost | null): GenerateDocument["cost"] {
  return {
    modelCalls: cost?.requests ?? 0,
    cachedCalls: cost?.cached ?? 0,
    failedCalls: cost?.failed ?? 0,
    requests: cost?.tries ?? 0,
    inputTokens: cost?.inputTokens ?? 0,
    cachedTokens: cost?.cachedTokens ?? 0,
    outputTokens: cost?.outputTokens ?? 0,
    usd: cost ? cost.usd : 0,
    isEstimate: cost?.isEstimate ?? false,
    provider: cost?.provider ?? null,
    model: cost?.model ?? null,
    keptTests: cost?.kept ?? 0,
    goals: cost?.goals ?? 0,
    droppedTests: { ...cost?.dropped },
    usdPerTest: cost?.usdPerTest ?? null,
    usdPerGoal: cost?.usdPerGoal ?? null,
    ended: cost?.ended?.message ?? null,
  };
}
