import { cli } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { runMeasured } from "./run-measured.mjs";

/**
 * Runs the real command for one module. Gives what it reported: `{ suites, tests, stopped, said, seconds }`, and `peakMb` where a
 * `python` is there to watch it. No suites: `said` tells why.
 */
export async function generate(project, module, env, { python, args = [] } = {}) {
  const command = [cli, "generate", module, "--json", ...args];
  const options = { cwd: project.folder, env };
  const result =
    python === undefined
      ? await run(process.execPath, command, options)
      : await runMeasured(python, LIMIT_SECONDS, process.execPath, command, options);
  return { ...outcomeOf(readDocument(result)), seconds: result.seconds, peakMb: result.peakMb };
}

const LIMIT_SECONDS = 130;

/** What the command printed; without a report, an error as it would have said it. */
export function readDocument({ stdout, stderr }) {
  try {
    return JSON.parse(stdout);
  } catch {
    return { error: { message: stderr.trim().split("\n").at(-1) || "no report" } };
  }
}

function outcomeOf(document) {
  const failed = (said) => ({ suites: [], tests: 0, stopped: false, said });
  if (document.error !== undefined) return failed(document.error.message);
  const [file] = document.files;
  if (file === undefined)
    return failed(document.skipped.map((skipped) => `${skipped.code}: ${skipped.reason}`).join("; ") || "no file");
  const suites = document.suite.filter(({ tests }) => tests > 0).map(({ path }) => path);
  const said = suites.length > 0 ? "" : whyNothing(document);
  return { suites, tests: file.tests, stopped: file.stoppedByTime, said };
}

function whyNothing({ verdicts, goals }) {
  const dropped = verdicts.find((verdict) => !verdict.passed);
  if (dropped !== undefined) return `no test kept; first dropped by ${dropped.gate}: ${dropped.reason}`;
  return `no test kept: ${goals.find((goal) => goal.status === "open")?.reason ?? "no reason given"}`;
}
