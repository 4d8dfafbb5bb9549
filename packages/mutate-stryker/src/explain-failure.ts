import type { Problem } from "@autotest/core";
import type { ToolRun } from "./run-tool.js";

const MOST_NAMES = 3;
const LOG_LINE = /^\d\d:\d\d:\d\d \(\d+\) (?:ERROR|FATAL) \S+ /;

/** Why StrykerJS did not come to its end. */
export function explainFailure({ finished, isLate, planned }: ToolRun): Problem {
  if (isLate) return { code: "timeout", message: "StrykerJS did not end in time" };
  if (finished.ended === "aborted") return { code: "aborted", message: "the run was ended" };
  if (finished.ended === "not-started")
    return { code: "tool-crashed", message: `StrykerJS could not be started: ${finished.problem ?? ""}` };
  if (finished.ended === "memory" || finished.ended === "processes") {
    const message = `StrykerJS was ended: it and the tests ${finished.ended === "memory" ? "used too much memory" : "started too many processes"}`;
    return { code: "tool-crashed", message, hint: "try fewer mutants side by side, or fewer files" };
  }
  return explainOutput(finished.stdout) ?? crash(finished, planned !== null);
}

/** What StrykerJS itself says about the tests as they are. */
function explainOutput(stdout: string): Problem | null {
  if (stdout.includes("No tests were executed"))
    return { code: "no-tests", message: "StrykerJS found no test in the test files it was given" };
  if (stdout.includes("Initial test run timed out"))
    return { code: "tests-fail", message: "the tests did not end in time, before anything was changed" };
  const failed = sectionAfter(stdout, "One or more tests failed in the initial test run:");
  if (failed !== null) {
    const names = failed.filter((line) => /^\t\S/.test(line)).map((line) => line.trim());
    const shown = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
    return {
      code: "tests-fail",
      message: `tests fail before anything was changed: ${shown.join(", ")}${more}`,
      hint: "make them pass first; StrykerJS runs them in a copy, in one process and in the order of the files",
    };
  }
  const broken = sectionAfter(stdout, "One or more tests resulted in an error:");
  if (broken !== null) {
    const [first = "an error without a message"] = broken.map((line) => line.trim()).filter((line) => line !== "");
    return { code: "tests-fail", message: `the tests cannot be run, before anything was changed: ${first}` };
  }
  return null;
}

function crash({ code, signal, stdout, stderr }: ToolRun["finished"], isUnderWay: boolean): Problem {
  const said = stdout.split("\n").find((line) => LOG_LINE.test(line));
  const words =
    said?.replace(LOG_LINE, "").replace(/^Unexpected error occurred while running Stryker /, "") ??
    stderr.split("\n").find((line) => /^\S*Error\b/.test(line)) ??
    (signal === null ? `exit code ${code}` : `ended by ${signal}`);
  return { code: "tool-crashed", message: `StrykerJS ${isUnderWay ? "broke down half-way" : "failed"}: ${words}` };
}

/** The lines behind `title`, up to the next message of StrykerJS. */
function sectionAfter(stdout: string, title: string): readonly string[] | null {
  const [, behind] = stdout.split(title);
  if (behind === undefined) return null;
  const lines = behind.split("\n").slice(1);
  const end = lines.findIndex((line) => LOG_LINE.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}
