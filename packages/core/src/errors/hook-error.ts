import { AutotestError } from "./autotest-error.js";

/** A plugin's tap that threw, rejected, or broke the rules of its hook. `cause` is what it threw. */
export class HookError extends AutotestError {
  override readonly name = "HookError";
  /** Name of the plugin. */
  readonly plugin: string;
  /** Name of the hook, e.g. `units`. */
  readonly hook: string;

  constructor(plugin: string, hook: string, reason: string, cause?: unknown) {
    super("hook-failed", `Plugin ${plugin} failed in hook "${hook}": ${reason}`, {
      cause,
      hint: `Report it to the author of ${plugin}, or take the plugin out of the configuration.`,
    });
    this.plugin = plugin;
    this.hook = hook;
  }
}
