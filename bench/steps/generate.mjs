import { cli } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";

/** Runs the real command for one module. Gives what it reported: `{ ok, code, seconds, suites, tests, stopped, said }`. */
export async function generate(project, module, env) {
  const result = await run(process.execPath, [cli, "generate", module, "--json"], { cwd: project.folder, env });
  const { code, seconds } = result;
  const failed = (said) => ({ ok: false, code, seconds, suites: [], tests: 0, stopped: false, said });
  let document;
  try {
    document = JSON.parse(result.stdout);
  } catch {
    return failed(lastLine(result.stderr) || "no report");
  }
  if (document.error !== undefined) return failed(document.error.message);
  const [file] = document.files;
  if (file === undefined)
    return failed(document.skipped.map((skipped) => `${skipped.code}: ${skipped.reason}`).join("; ") || "no file");
  const suites = document.suite.map((suite) => suite.path);
  const said = suites.length > 0 ? "" : whyNothing(document);
  return { ok: suites.length > 0, code, seconds, suites, tests: file.tests, stopped: file.stoppedByTime, said };
}

function whyNothing({ verdicts, goals }) {
  const dropped = verdicts.find((verdict) => !verdict.passed);
  if (dropped !== undefined) return `no test kept; first dropped by ${dropped.gate}: ${dropped.reason}`;
  return `no test kept: ${goals.find((goal) => goal.status === "open")?.reason ?? "no reason given"}`;
}

function lastLine(text) {
  return text.trim().split("\n").at(-1) ?? "";
}
