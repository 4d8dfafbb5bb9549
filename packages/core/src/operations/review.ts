import type { Context } from "../contracts/index.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { openReview, type Review } from "../review/review.js";
import { type GivenSettings, setUpRun } from "./set-up-run.js";

/** What one review may set. */
export interface ReviewOptions {
  /** The test file, absolute or relative to `cwd`. */
  readonly path: string;
  readonly seed?: number;
  /** Search budget when a test is regenerated. */
  readonly seconds?: number;
}

/** Opens a suite on a fresh copy of the project, which is gone when `use` has ended. */
export function review<T>(
  given: GivenSettings,
  path: string,
  options: RunSettings["project"]["options"],
  ctx: Context,
  use: (review: Review) => Promise<T>,
): Promise<T> {
  return setUpRun(given, { paths: [path], changes: undefined }, options, null, ctx, async (settings) =>
    use(await openReview(settings, ctx)),
  );
}
