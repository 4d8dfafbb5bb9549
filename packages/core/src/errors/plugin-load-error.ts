import { AutotestError } from "./autotest-error.js";

/** What is wrong with one plugin. */
export interface PluginProblem {
  /** Package name, or the path it was given by. */
  readonly plugin: string;
  /** A stable word: `missing`, `unresolvable`, `throws`, `no-factory`, `invalid`, `wrong-name`, `wrong-api`, `clash`, `manifest`. */
  readonly code: string;
  readonly message: string;
  /** One command or edit that puts it right. */
  readonly fix: string;
}

/** All problems of all plugins in one error, so that nobody fixes them one run at a time. */
export class PluginLoadError extends AutotestError {
  override readonly name = "PluginLoadError";
  readonly problems: readonly PluginProblem[];

  constructor(problems: readonly PluginProblem[]) {
    const lines = problems.map((problem) => `  ${problem.plugin}: ${problem.message}\n    ${problem.fix}`);
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super("plugin-load", `Plugins could not be loaded (${count}):\n${lines.join("\n")}`, {
      next: "autotest plugins",
      ...(problems[0] === undefined ? {} : { hint: problems[0].fix }),
    });
    this.problems = problems;
  }
}
