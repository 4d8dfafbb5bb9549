import type { Context, Project } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { loadParser } from "./parse.js";
import { workers } from "./start-worker.js";

/** Loads the parser and starts the process of a runtime to come: Python is up while the file is still read. */
export async function prepare(project: Project, ctx: Context): Promise<() => Promise<void>> {
  const [interpreter] = await Promise.all([findInterpreter(project, ctx), loadParser()]);
  if (!interpreter.ok) return async () => undefined;
  const { file, added } = interpreter;
  await workers.prepare(project, [{ file, added }], ctx);
  return () => workers.end(project, ctx);
}
