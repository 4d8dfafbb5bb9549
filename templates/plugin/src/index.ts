import { createRequire } from "node:module";
import { definePlugin } from "@autotest/core";
import { leaveOutGenerated } from "./leave-out-generated.js";
import { markdownReporter } from "./reporter.js";

export { leaveOutGenerated } from "./leave-out-generated.js";
export { markdownReporter } from "./reporter.js";

/** Name and version come from the one place that has them. `src` and `dist` are both one folder below it. */
const { name, version } = createRequire(import.meta.url)("../package.json") as { name: string; version: string };

/**
 * What autotest loads: a function that returns one plugin object. A contribution (here a reporter) is data; a tap is a
 * function on a value that flows through a run.
 */
export default definePlugin(() => ({
  name,
  version,
  apiVersion: 1,
  reporters: [markdownReporter],
  apply(hooks) {
    hooks.files.tap(name, leaveOutGenerated);
  },
}));
