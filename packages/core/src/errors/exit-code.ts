/**
 * What the process exit codes mean. A stable interface: scripts and CI jobs branch on it.
 *
 * `ok` also stands for a dry run that would succeed; a dry run always returns the code of the real run.
 */
export const EXIT_CODES = {
  /** Done, nothing to complain about. */
  ok: 0,
  /** Findings, surviving mutants, or a threshold missed. */
  findings: 1,
  /** Wrong flags or configuration. */
  usage: 2,
  /** A bug in autotest or in a plugin. */
  bug: 3,
  /** Something this machine lacks: `autotest doctor` names it. */
  environment: 4,
  /** There was nothing to do. */
  nothing: 5,
  /** The budget ran out; partial results were kept. */
  budget: 6,
  /** A model provider failed after retries; the run can be resumed. */
  provider: 7,
  /** The isolation that was asked for is not available. */
  isolation: 8,
  /** Refused: a secret was found, or a write outside the allowed folders. */
  refused: 9,
  /** SIGINT (Ctrl-C). */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;

/** One of the numbers of {@link EXIT_CODES}. */
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** Most important first. `nothing` and `ok` are left out: they only count when nothing of these applies. */
const ORDER: readonly ExitCode[] = [130, 143, 3, 9, 8, 4, 2, 7, 6, 1];

/** The one code of a run to which several apply. No code at all, or any success beside "nothing to do", is 0. */
export function combineExitCodes(codes: Iterable<ExitCode>): ExitCode {
  const present = new Set(codes);
  for (const code of ORDER) if (present.has(code)) return code;
  return present.has(EXIT_CODES.nothing) && !present.has(EXIT_CODES.ok) ? EXIT_CODES.nothing : EXIT_CODES.ok;
}
