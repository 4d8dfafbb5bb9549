import type { Context, Project } from "@autotest/core";
import { nodeCommand } from "./node-command.js";
import { USUAL_HEAP, workers } from "./start-worker.js";

/** Starts the processes of a runtime to come, one for the file and one for its mutants, while the file is still read. */
export async function prepare(project: Project, ctx: Context): Promise<() => Promise<void>> {
  const command = await nodeCommand(project, ctx);
  if (!command.ok) return async () => undefined;
  const { file, version } = command;
  const settings = { file, version, heap: USUAL_HEAP };
  await workers.prepare(project, [settings, settings], ctx);
  return () => workers.end(project, ctx);
}
