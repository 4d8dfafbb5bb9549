import type { Context, PrepareRequest } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { detailsOf } from "./details.js";
import { needsPlugins } from "./run.js";
import { runners } from "./start-runner.js";

/** A file that no project has: suites that are still to be written. */
const NEW_SUITE = "\0";

/** Starts the processes of runs to come: pytest is imported while their tests are still looked for. */
export async function prepare({ project, layout, runs }: PrepareRequest, ctx: Context): Promise<() => Promise<void>> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return async () => undefined;
  const { installed } = detailsOf(layout);
  const autoload = needsPlugins({ layout, files: [NEW_SUITE] });
  const settings = runs.map(({ hashSeed = 0, measure: measures }) => ({
    interpreter,
    installed,
    autoload,
    hashSeed,
    measures,
  }));
  await runners.prepare(project, settings, ctx);
  return () => runners.end(project, ctx);
}
