import type { Context } from "../contracts/index.js";
import { mutate as run } from "../mutation/mutate.js";
import type { MutateSettings } from "../mutation/mutate-group.js";
import type { MutationResult } from "../mutation/result.js";
import type { RunSettings } from "../pipeline/run-state.js";
import type { GenerateOptions } from "./generate.js";
import { type GivenSettings, type Selection, setUpRun } from "./set-up-run.js";

/** What one `mutate` may set. */
export interface MutateOptions extends Omit<GenerateOptions, "onPrompt"> {
  /** Only this mutation backend, by id. Default: the configuration's, else the first installed one for the language. */
  readonly backend?: string;
  /** Most survivors that tests are looked for; the others are reported. Default: all. */
  readonly maxMutants?: number;
  /** Only run the tool and say what survives. Default false. */
  readonly measureOnly?: boolean;
  /** Believe nothing that earlier runs found. Default false. */
  readonly fresh?: boolean;
  /** Seconds one run of the tool may take; what is known by then is reported. Default: no limit. */
  readonly toolSeconds?: number;
}

/** Runs mutation testing on a fresh copy of the project and writes tests for what survives. */
export function mutate(
  given: GivenSettings & Omit<MutateSettings, keyof RunSettings>,
  selection: Selection,
  options: RunSettings["project"]["options"],
  ctx: Context,
): Promise<MutationResult> {
  return setUpRun(given, selection, options, null, ctx, async (settings) => {
    await settings.copied;
    return run({ ...given, ...settings }, ctx);
  });
}
