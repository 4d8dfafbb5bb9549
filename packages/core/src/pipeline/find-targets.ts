import type { Context } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { type ChosenFiles, findUnits } from "./1-find-units.js";
import { checkPrerequisites, leaveOutLacking } from "./check-prerequisites.js";
import type { RunSettings, Target } from "./run-state.js";
import type { StageTimes } from "./stage-times.js";

/** What a run starts from. */
export interface FoundTargets {
  /** Those whose language and framework have what they need. */
  readonly ready: readonly Target[];
  /** Left out by stage 1: nothing to test in them, unreadable ... */
  readonly skipped: readonly SkippedFile[];
  /** Left out for what this machine lacks. */
  readonly lacking: readonly SkippedFile[];
  /** Those of them whose framework alone lacks something: what runs tests by other means can go on with them. */
  readonly untested: readonly Target[];
  /** What runs the tests of the files found. Null without any. */
  readonly command: string | null;
}

/** Stage 1, second half, while the languages and frameworks say what they need. */
export async function findTargets(
  files: ChosenFiles,
  settings: RunSettings,
  times: StageTimes,
  ctx: Context,
): Promise<FoundTargets> {
  const [found, lacks] = await Promise.all([
    times.time("analyse", () => findUnits(files, settings, ctx)),
    times.time("check", async () => {
      await settings.copied;
      return checkPrerequisites(files, settings, ctx);
    }),
  ]);
  const { ready, untested, skipped: lacking } = leaveOutLacking(found.targets, lacks);
  return { ready, skipped: found.skipped, lacking, untested, command: found.command };
}
