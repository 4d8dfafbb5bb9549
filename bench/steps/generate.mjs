import { cli } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";

/** Runs the real command for one module. Gives what it reported: `{ ok, code, seconds, suites, tests, stopped, said }`. */
export async function generate(project, module, env) {
  const result = await run(process.execPath, [cli, "generate", "--path", module, "--json"], {
    cwd: project.folder,
    env,
  });
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
  const suites = document.suites.map((suite) => suite.path);
  const why =
    file.dropped[0] === undefined
      ? "no test kept"
      : `no test kept; first dropped by ${file.dropped[0].gate}: ${file.dropped[0].reason}`;
  return {
    ok: suites.length > 0,
    code,
    seconds,
    suites,
    tests: file.kept.length,
    stopped: file.stoppedByTime,
    said: suites.length > 0 ? "" : why,
  };
}

function lastLine(text) {
  return text.trim().split("\n").at(-1) ?? "";
}
