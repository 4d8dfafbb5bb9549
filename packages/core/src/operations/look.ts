import type { Context } from "../contracts/index.js";
import type { Report } from "../model/index.js";
import { look as lookAt } from "../pipeline/look.js";
import type { RunSettings } from "../pipeline/run-state.js";
import type { FileOptions } from "./generate.js";
import { type GivenSettings, type Selection, setUpRun } from "./set-up-run.js";

/** What one `look` may set. */
export interface LookOptions extends FileOptions {
  /** Ask the engines of each open goal whether they could meet it, and why not. Default true. */
  readonly reasons?: boolean;
}

/** Measures the tests that are there on a fresh copy of the project. */
export function look(
  given: GivenSettings,
  selection: Selection,
  options: RunSettings["project"]["options"],
  ctx: Context,
): Promise<Report> {
  return setUpRun({ ...given, lookOnly: true, dryRun: true }, selection, options, null, ctx, (settings) =>
    lookAt(settings, ctx),
  );
}
