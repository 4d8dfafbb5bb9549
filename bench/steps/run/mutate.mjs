import { join } from "node:path";
import { cli } from "../../../scripts/steps/places.mjs";
import { readDocument } from "./generate.mjs";
import { runMeasured } from "./run-measured.mjs";

/** mutmut goes through every mutant of a module before the search for those that survive begins. */
const LIMIT_SECONDS = 1_500;

/** Runs the real command on a module that has tests. Gives what `made` says, with the suites, seconds and memory after it. */
export async function mutate(project, module, env, made) {
  const python = join(project.environment, "bin", "python");
  const command = [cli, "mutate", module, "--offline", "--json"];
  const ran = await runMeasured(python, LIMIT_SECONDS, process.execPath, command, { cwd: project.folder, env });
  const { suites = [] } = readDocument(ran);
  return {
    ...made,
    suites: [...new Set([...made.suites, ...suites.map(({ path }) => path)])],
    seconds: made.seconds + ran.seconds,
    peakMb: Math.max(made.peakMb, ran.peakMb),
  };
}
