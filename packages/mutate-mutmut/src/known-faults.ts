import type { Problem } from "@autotest/core";
import type { ToolEnd } from "./run-tool.js";

interface Fault {
  readonly sign: RegExp;
  problem(found: RegExpExecArray, text: string): Problem;
}

/** What mutmut prints before it gives up, in the order it is looked for. */
const FAULTS: readonly Fault[] = [
  {
    sign: /Filtered for specific mutants, but nothing matches/,
    problem: () => ({ code: "no-mutants", message: "mutmut makes no mutant of what was asked for" }),
  },
  {
    sign: /failed to collect stats, no active tests found|runner returned 5\b/,
    problem: () => ({
      code: "no-tests",
      message: "pytest found no test to run",
      hint: "write tests first, for example with `autotest generate`",
    }),
  },
  {
    sign: /tests recorded trampoline hits but none match any mutant key|Recorded keys \(e\.g\.\)/,
    problem: (_, text) => ({
      code: "module-paths",
      message: `the tests import the code under another module name than mutmut gives it: ${keysIn(text)}`,
      hint: "mutmut names a module by its path, without a leading `src`: import it that way in the tests",
    }),
  },
  {
    sign: /FAILED: Unable to force test failures/,
    problem: () => ({
      code: "never-failing",
      message:
        "the tests pass even when every function that could be mutated raises an error, so they can kill nothing",
    }),
  },
  {
    sign: /failed to collect stats|Failed to run clean test|Failed to collect list of tests|BadTestExecutionCommands/,
    problem: (_, text) => ({
      code: "tests-fail",
      message: `the tests fail before anything is changed${firstFailure(text)}`,
      hint: "make the plain `pytest` command pass, then try again",
    }),
  },
  {
    sign: /use the WSL/,
    problem: () => ({ code: "tool-version", message: "mutmut runs on Linux and macOS only", hint: "use WSL" }),
  },
  {
    sign: /InvalidGeneratedSyntaxException: .* for (\S+?)\.? /,
    problem: ([, file = "a file"]) => ({
      code: "tool-crashed",
      message: `mutmut makes text of ${file} that is no Python`,
      hint: "leave that file out",
    }),
  },
];

/** Words mutmut uses when no test runs anything it could mutate. */
const UNTESTED = /could not find any test case for any mutant/;

/** True when the tests ran, but none of them ran a function that mutmut could mutate. */
export function isUntested({ output }: ToolEnd): boolean {
  return UNTESTED.test(output);
}

/** Why the tool came to no result; null when it came to one. */
export function faultOf(end: ToolEnd): Problem | null {
  const { finished, code, error, output } = end;
  if (finished.ended === "aborted") return { code: "aborted", message: "mutation testing was interrupted" };
  if (finished.ended === "timeout") return { code: "timeout", message: "mutmut was stopped when its time was up" };
  if (finished.ended === "not-started")
    return { code: "tool-crashed", message: `Python did not start: ${finished.problem ?? "unknown"}` };
  if (finished.ended !== "itself")
    return { code: "tool-crashed", message: `mutmut was ended: it used too much ${finished.ended}` };
  if (code === 0) return null;
  const text = `${output}\n${error ?? ""} `;
  for (const { sign, problem } of FAULTS) {
    const found = sign.exec(text);
    if (found) return problem(found, text);
  }
  return { code: "tool-crashed", message: `mutmut did not come to its end: ${lastWords(end)}` };
}

function lastWords({ error, code, finished, output }: ToolEnd): string {
  if (error !== null) return error.split("\n")[0] ?? error;
  if (finished.signal !== null) return `it died of ${finished.signal}`;
  return output.split("\n").at(-1) || `it ended with code ${code ?? finished.code ?? "unknown"}`;
}

function firstFailure(text: string): string {
  const found =
    /^(?:FAILED|ERROR) (\S+)(?: - (.*))?$/m.exec(text) ??
    /^_+ (?:ERROR at setup of |ERROR collecting )?(\S+) _+$/m.exec(text);
  if (!found) return "";
  return `: ${found[1]}${found[2] ? ` (${found[2].trim().slice(0, 200)})` : ""}`;
}

function keysIn(text: string): string {
  const keys = (kind: string): string =>
    new RegExp(`${kind} keys \\(e\\.g\\.\\): \\['([^']+)\\.x[^']*'`).exec(text)?.[1] ?? "another one";
  return `\`${keys("Recorded")}\` in the tests, \`${keys("Expected")}\` by its path`;
}
