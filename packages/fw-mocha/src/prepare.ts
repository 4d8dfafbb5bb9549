import type { Context, PrepareRequest } from "@autotest/core";
import { detailsOf } from "./details.js";
import { findMocha } from "./find-mocha.js";
import { isolationFor } from "./node-command.js";
import { runners } from "./start-runner.js";

/** Starts the processes of runs to come: Mocha is loaded while their tests are still looked for. */
export async function prepare({ project, layout, runs }: PrepareRequest, ctx: Context): Promise<() => Promise<void>> {
  const details = detailsOf(layout);
  const found = await findMocha(project, ctx);
  // Flags for node that only a run of the configuration tells are not known yet.
  if (!found.ok || details.settings.unread !== null) return async () => undefined;
  const { nodeFlags } = details.settings;
  const { restricted } = isolationFor(details, nodeFlags);
  const mocha = found.mocha.folder;
  const settings = runs.map(({ measure: measures }) => ({
    mocha,
    nodeFlags,
    restricted: restricted && !measures,
    measures,
  }));
  await runners.prepare(project, settings, ctx);
  return () => runners.end(project, ctx);
}
