import type { MutantStatus } from "mutation-testing-report-schema/api";

/** What the exit code of a mutant's tests says. */
export interface Verdict {
  readonly status: MutantStatus;
  /** Why, where the status alone does not tell. */
  readonly reason?: string;
}

const TIMEOUT: Verdict = { status: "Timeout", reason: "its tests took longer than mutmut allows" };
const PENDING: Verdict = { status: "Pending", reason: "not tried" };
const NO_TESTS: Verdict = { status: "NoCoverage", reason: "no test runs this function" };

const VERDICTS: { readonly [code: string]: Verdict } = {
  0: { status: "Survived" },
  1: { status: "Killed" },
  2: { status: "Pending", reason: "the tests were interrupted" },
  3: { status: "Killed", reason: "pytest ended with an internal error, which proves nothing about the tests" },
  5: NO_TESTS,
  33: NO_TESTS,
  34: { status: "Ignored", reason: "skipped by mutmut" },
  36: TIMEOUT,
  24: TIMEOUT,
  "-24": TIMEOUT,
  152: TIMEOUT,
  255: TIMEOUT,
  37: { status: "CompileError", reason: "caught by the type checker" },
  "-11": { status: "RuntimeError", reason: "the tests crashed (segmentation fault)" },
  "-9": { status: "RuntimeError", reason: "the tests were killed: out of memory, or over the limit of processor time" },
};

/** Reads an exit code as mutmut keeps it; null stands for a mutant that was not tried. */
export function statusOf(code: number | null): Verdict {
  if (code === null) return PENDING;
  return VERDICTS[String(code)] ?? { status: "RuntimeError", reason: `the tests ended with code ${code}` };
}
