import { type Command, InvalidArgumentError, Option } from "commander";

/** An option with its variable: `--dry-run` is also AUTOTEST_DRY_RUN. */
export function option(flags: string, description: string): Option {
  const name = /--([a-z-]+)/.exec(flags)?.[1] ?? "";
  return new Option(flags, description).env(`AUTOTEST_${name.replaceAll("-", "_").toUpperCase()}`);
}

/** Options every command has. */
export function addCommonOptions(command: Command): Command {
  return command
    .addOption(option("--json", "print one JSON document on standard output, messages on standard error"))
    .addOption(option("-q, --quiet", "only the result line and errors"))
    .addOption(option("--plain", "no moving parts, ASCII only (for logs and screen readers)"))
    .addOption(option("--agent", "short output for a coding agent: findings, open goals, the next command"))
    .addOption(new Option("--color", "colour, whatever the terminal says (AUTOTEST_COLOR)"))
    .addOption(new Option("--no-color", "no colour (also NO_COLOR)"))
    .addOption(option("--config <file>", "use this configuration file; the only way to use a .js or .ts one"));
}

/** Paths and options of every command that runs the project's code; call it before those of its own. */
export function addRunOptions(command: Command): Command {
  return command
    .argument("[paths...]", "files and folders; default: the configuration's `include`, or everything")
    .addOption(option("--path <path>", "the same as a path argument; may be repeated").argParser(collect))
    .addOption(option("--changed", "only what differs from the default branch, uncommitted changes included"))
    .addOption(option("--since <revision>", "only what differs from where this branch left a revision"))
    .addOption(option("--staged", "only what is staged for the next commit"))
    .addOption(option("--language <id>", "only this language, e.g. python"))
    .addOption(option("--framework <id>", "only this test framework, e.g. pytest"))
    .addOption(option("--seed <number>", "the same seed gives the same suites (default: 1)").argParser(wholeNumber(0)))
    .addOption(
      option("--budget-seconds <number>", "upper limit of the search, per file (default: 10)").argParser(
        positiveNumber,
      ),
    )
    .addOption(
      option(
        "--reporter <name[:file]>",
        "also report as markdown, junit, lcov, ... to a file; may be repeated",
      ).argParser(collect),
    )
    .addOption(option("--concurrency <number>", "files worked on side by side").argParser(wholeNumber(1)))
    .addOption(sandboxOption());
}

/** Options of every command that may ask a language model. */
export function addModelOptions(command: Command): Command {
  return command
    .addOption(option("--model <name>", "ask this language model (default: the configuration's model.name, or none)"))
    .addOption(option("--budget-usd <number>", "what the model may cost, in US dollars").argParser(positiveNumber))
    .addOption(option("--budget-tokens <number>", "what the model may use, in tokens").argParser(wholeNumber(1)))
    .addOption(
      option("--budget-time <seconds>", "for how long the model may be asked, in seconds").argParser(positiveNumber),
    )
    .addOption(option("-y, --yes", "spend without a budget, and without being asked"))
    .addOption(option("--offline", "never ask a language model, even if one is configured"));
}

/** Options of every command that sets a project up: each question has one. */
export function addSetUpOptions(command: Command): Command {
  return command
    .addOption(
      option("--min-coverage <percent>", "in CI: least share of changed lines (default: 80)").argParser(percentage),
    )
    .addOption(option("--max-open-goals <number>", "in CI: most goals that no test meets").argParser(wholeNumber(0)))
    .addOption(option("--required", "in CI: only tested changes may be merged (default: the check only tells)"))
    .addOption(new Option("--no-required", "in CI: the check only tells"))
    .addOption(new Option("--no-comment", "in CI: no comment on the pull request"))
    .addOption(new Option("--no-suggest", "in CI: no patch with the tests that are missing"))
    .addOption(option("-y, --yes", "ask nothing"))
    .addOption(option("-n, --dry-run", "show the files and write nothing"));
}

/** Takes a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return value;
  };
}

/** Takes a number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

/** Takes a number from 0 to 100. */
export function percentage(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError("It must be between 0 and 100.");
  return value;
}

/** Takes an option that may be given several times. */
export function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** How children that run the project's code are held; also AUTOTEST_SANDBOX. */
export function sandboxOption(): Option {
  return option("--sandbox <level>", "isolation of the code that is run (default: auto)").choices([
    "require",
    "auto",
    "off",
  ]);
}
