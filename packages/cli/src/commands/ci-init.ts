import { AutotestError, type ExitCode } from "@autotest/core";
import type { Command } from "../invocation.js";
import { ciChoices, type InitFlags, setUp } from "./init.js";

/** Flags of `autotest ci init`. */
export interface CiInitFlags extends InitFlags {
  /** The CI system, by id. */
  readonly system?: string;
}

/** Adds a check of pull requests to the project's CI: shows the files as a whole first, and never touches one that is there. */
export const ciInitCommand: Command<CiInitFlags> = async (flags, invocation): Promise<ExitCode> => {
  const { system } = flags;
  const asks = invocation.mode === "terminal" && !invocation.json && !flags.yes && !flags.dryRun;
  if (system === undefined && !asks)
    throw new AutotestError("usage", "which CI system is not said", { hint: "autotest ci init github, or gitlab" });
  return setUp({ ciOnly: true, ...(system === undefined ? {} : { ci: ciChoices(system, flags) }) }, flags, invocation);
};
