import type { Context, Project } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { workers } from "./start-worker.js";

/** Starts the process of a runtime to come: Python is up while the file is still read. */
export async function prepare(project: Project, ctx: Context): Promise<() => Promise<void>> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return async () => undefined;
  const { file, added } = interpreter;
  await workers.prepare(project, { file, added }, ctx);
  return () => workers.end(project, ctx);
}
