import type { Code, Observation } from "@autotest/core";

/** Letters of a digest. */
const MOST = 2_400;

/** How a test ended, for the report and for who wrote it. Never says what a failed assertion saw: nobody shall paste that in. */
export function digestError({ outcome, blocked }: Observation, code: Code): string {
  if (blocked.length > 0) return `it tried what no test may: ${blocked.slice(0, 3).join("; ")}`;
  if (outcome.kind === "returned") return "it passed";
  if (outcome.kind === "stopped") return `it was stopped (${outcome.why}): ${outcome.detail}`.slice(0, MOST);
  const line = outcome.at === undefined ? "" : (code.lines[outcome.at] ?? "").trim();
  const where = line === "" ? "" : ` at: ${line}`;
  if (isFailedAssertion(outcome)) return `an assertion failed${where}`.slice(0, MOST);
  const inside = outcome.line > 0 ? ` (line ${outcome.line} of the code under test)` : "";
  return `${outcome.type}: ${outcome.message}${inside}${where}`.slice(0, MOST);
}

/** Whether the test's own assertion failed, or an error it expected did not come. */
export function isFailedAssertion(outcome: Observation["outcome"]): boolean {
  if (outcome.kind !== "raised" || outcome.explicit) return false;
  return outcome.type === "AssertionError" || outcome.type === "Failed";
}
