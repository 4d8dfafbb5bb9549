import { relative } from "node:path";
import type { TestFailure, TestOutcome } from "@autotest/core";
import { testIdOf } from "./test-id.js";

/** One line of the private channel. */
export interface ResultLine {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What a run wrote down. */
export interface RunResults {
  /** Mocha was started. */
  readonly began: boolean;
  /** The last test was over and reported: without it no result is complete. */
  readonly ended: boolean;
  readonly tests: readonly TestOutcome[];
  /** Files that could not be loaded, relative. */
  readonly broken: readonly { readonly file: string; readonly message: string; readonly code: string }[];
  /** The file that was being loaded, or whose test was running, when the process ended too early. Relative. */
  readonly lastFile: string | null;
  /** The test that was running then. */
  readonly lastTest: readonly string[] | null;
  /** What the guard refused, in words. */
  readonly refused: readonly string[];
  /** What kept the process alive after the last test; null when it ended by itself. */
  readonly lingering: readonly string[] | null;
  readonly uncaught: string | null;
  readonly exitCode: number | null;
  /** V8's counters of the measured scripts. */
  readonly scripts: readonly ScriptCounters[];
}

/** V8's counters of one script, with the text that ran. */
export interface ScriptCounters {
  readonly url: string;
  readonly scriptId: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly isBlockCoverage: boolean;
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
  }[];
  readonly source: string | null;
  readonly sourceMapURL: string;
}

/** A line that carries the nonce; null for any other, which anybody may have written. */
export function readLine(text: string, nonce: string): ResultLine | null {
  try {
    const line = JSON.parse(text) as ResultLine;
    return line.nonce === nonce ? line : null;
  } catch {
    return null;
  }
}

/** What a run showed; `root` is the real path of the workspace. */
export function readResults(lines: readonly ResultLine[], root: string): RunResults {
  const inside = (file: unknown): string => relative(root, String(file)).replaceAll("\\", "/");
  const of = (kind: string): readonly ResultLine[] => lines.filter((line) => line.kind === kind);
  const tests = new Map<string, TestOutcome>();
  for (const line of of("test")) {
    const file = inside(line.file);
    const testId = testIdOf(file, line.title as readonly string[]);
    const outcome: TestOutcome = {
      file,
      testId,
      outcome: line.outcome as TestOutcome["outcome"],
      milliseconds: Number(line.milliseconds),
      ...(typeof line.message === "string" ? { message: line.message } : {}),
      ...(typeof line.failure === "string" ? { failure: line.failure as TestFailure } : {}),
    };
    // One name, two tests, or a test that passes and then fails late: the worst counts.
    if (tests.get(testId)?.outcome !== "failed") tests.set(testId, outcome);
  }
  const last = lines.findLast(
    (line) => line.kind === "loading" || line.kind === "loaded" || line.kind === "started" || line.kind === "test",
  );
  return {
    began: of("begin").length > 0,
    ended: of("end").length > 0,
    tests: [...tests.values()],
    broken: of("load-error").map((line) => ({
      file: inside(line.file),
      message: String(line.message),
      code: String(line.code),
    })),
    lastFile: last !== undefined && last.kind !== "loaded" ? inside(last.file) : null,
    lastTest: last?.kind === "started" ? (last.title as readonly string[]) : null,
    refused: of("blocked").map((line) => String(line.what)),
    lingering: (of("lingering")[0]?.resources as readonly string[] | undefined) ?? null,
    uncaught: of("uncaught").length > 0 ? String(of("uncaught").at(-1)?.message) : null,
    exitCode: of("exit").length > 0 ? Number(of("exit").at(-1)?.code) : null,
    scripts: of("coverage") as unknown as readonly ScriptCounters[],
  };
}
