/** How a run talks to whoever reads it. */
export type Mode = "terminal" | "pipe" | "agent" | "quiet";

/** What the choice of mode depends on. */
export interface Surroundings {
  readonly env: { readonly [name: string]: string | undefined };
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** What std-env found out: a coding agent, a CI job. */
  readonly isAgent: boolean;
  readonly isCI: boolean;
}

/** Flags that have a say. */
export interface OutputFlags {
  readonly quiet?: boolean;
  readonly plain?: boolean;
  readonly agent?: boolean;
  readonly color?: boolean;
}

/** Flags first, then the environment, then whether someone is sitting there. */
export function chooseMode(flags: OutputFlags, around: Surroundings): Mode {
  if (flags.quiet) return "quiet";
  const { AI_AGENT } = around.env;
  if (flags.agent || (AI_AGENT === undefined ? around.isAgent : isOn(AI_AGENT))) return "agent";
  if (flags.plain || around.isCI || around.env.TERM === "dumb") return "pipe";
  return around.stdinIsTerminal && around.stdoutIsTerminal ? "terminal" : "pipe";
}

/** `--color` / `--no-color`, then NO_COLOR, FORCE_COLOR, CLICOLOR, then the terminal. */
export function chooseColor(flags: OutputFlags, mode: Mode, isTerminal: boolean, around: Surroundings): boolean {
  const { env } = around;
  if (flags.color !== undefined) return flags.color;
  if (env.AUTOTEST_COLOR !== undefined) return isOn(env.AUTOTEST_COLOR);
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return isOn(env.FORCE_COLOR) || env.FORCE_COLOR === "";
  if (mode !== "terminal" && mode !== "quiet") return false;
  if (env.CLICOLOR === "0" || env.TERM === "dumb" || flags.plain) return false;
  return isTerminal;
}

/** Whether other than ASCII signs will be shown as meant. */
export function chooseUnicode(flags: OutputFlags, around: Surroundings): boolean {
  const { env } = around;
  if (flags.plain || env.TERM === "dumb" || env.TERM === "linux") return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale === "" ? !around.stdoutIsTerminal : /utf-?8/i.test(locale);
}

/** An environment switch: anything but empty, 0, false, no and off. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false", "no", "off"].includes(value.toLowerCase());
}
