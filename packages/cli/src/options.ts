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
