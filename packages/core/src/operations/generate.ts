import type { ChangeScope } from "../changes/changes.js";
import type { Context, ModelRequest } from "../contracts/index.js";
import { type RunResult, run } from "../pipeline/run.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { openDesk } from "./open-desk.js";
import { type GivenSettings, type Selection, setUpRun } from "./set-up-run.js";

/** What a run may set, whether it writes or only looks; everything else comes from the configuration. */
export interface FileOptions {
  /** Files and folders, absolute or relative to `cwd`. Default: the configuration's `include`. */
  readonly paths?: readonly string[];
  /** Only what changed there, of `paths`. Default: everything. */
  readonly changes?: ChangeScope;
  /** Only this language, by id. */
  readonly language?: string;
  /** Only this framework, by id. */
  readonly framework?: string;
  readonly seed?: number;
  /** Search budget per file. */
  readonly seconds?: number;
  /** Files worked on side by side. */
  readonly concurrency?: number;
}

/** What one `generate` may set. */
export interface GenerateOptions extends FileOptions {
  /** Do everything but write. Default false. */
  readonly dryRun?: boolean;
  /** Told of every question to the language model, secrets taken out, in place of the server: nothing is sent or written. */
  readonly onPrompt?: (request: ModelRequest) => void;
}

/** Runs the pipeline on a fresh copy of the project. */
export async function generate(
  given: GivenSettings,
  selection: Selection,
  options: RunSettings["project"]["options"],
  ctx: Context,
): Promise<RunResult> {
  const desk = given.dryRun ? null : await openDesk(given.hooks, ctx);
  try {
    return await setUpRun(given, selection, options, desk, ctx, (settings) => run(settings, ctx));
  } finally {
    await desk?.close();
  }
}
