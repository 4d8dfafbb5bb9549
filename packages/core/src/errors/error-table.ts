import { EXIT_CODES, type ExitCode } from "./exit-code.js";

/** What is known about an error code without an instance of it; `autotest explain CODE` prints it. */
export interface ErrorEntry {
  /** A short headline. */
  readonly title: string;
  /** What it means and what to do, in two or three sentences. */
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** A stable error code. */
export type ErrorCode =
  | "usage"
  | "config-invalid"
  | "config-secret"
  | "plugin-load"
  | "hook-failed"
  | "write-failed"
  | "write-refused"
  | "offline"
  | "no-such-path"
  | "nothing-to-do"
  | "environment"
  | "budget-exhausted"
  | "provider-failed"
  | "isolation-unavailable"
  | "not-available-yet"
  | "interrupted"
  | "locked"
  | "internal";

/** Every error autotest raises on purpose, by its stable code. */
export const ERRORS: { readonly [code in ErrorCode]: ErrorEntry } = {
  usage: {
    title: "Wrong usage",
    text: "A flag or argument is unknown or does not fit. `autotest --help` lists what there is.",
    exitCode: EXIT_CODES.usage,
  },
  "config-invalid": {
    title: "The configuration does not fit",
    text: "A key is unknown or a value has the wrong form. The message names the file, the key and the nearest thing that would fit.",
    exitCode: EXIT_CODES.usage,
  },
  "config-secret": {
    title: "A secret in a project file",
    text: "A configuration file of the project holds what looks like an API key. Such files are committed and copied, so it is refused. Put the key into an environment variable and withdraw the one that was written down.",
    exitCode: EXIT_CODES.refused,
  },
  "plugin-load": {
    title: "Plugins could not be loaded",
    text: "One or more plugins are missing, broken, made for another version, or claim the same id. All problems are listed at once, each with the command that helps.",
    exitCode: EXIT_CODES.usage,
  },
  "hook-failed": {
    title: "A plugin failed during the run",
    text: "A function that a plugin attached to a hook threw, or gave back nothing where a value has to flow on. The message names the plugin and the hook; the cause is the plugin's own error.",
    exitCode: EXIT_CODES.bug,
  },
  "write-failed": {
    title: "A file could not be written",
    text: "The disk is full, the folder is read-only, or the permissions do not allow it. The file still holds its old content.",
    exitCode: EXIT_CODES.environment,
  },
  "write-refused": {
    title: "A write was refused",
    text: "Something asked for a file outside the test folders and autotest's own folder, or for one that is never touched (version control, CI, package scripts, editor settings). Nothing was written.",
    exitCode: EXIT_CODES.refused,
  },
  offline: {
    title: "The network is not available here",
    text: "This run is offline: every request is refused before it leaves the machine.",
    exitCode: EXIT_CODES.usage,
  },
  "no-such-path": {
    title: "No such path",
    text: "A path given on the command line does not exist or lies outside the project.",
    exitCode: EXIT_CODES.usage,
  },
  "nothing-to-do": {
    title: "Nothing to do",
    text: "No file fits the paths, languages and patterns of this run, or every suite is up to date. `--pass-with-nothing` turns this into success.",
    exitCode: EXIT_CODES.nothing,
  },
  environment: {
    title: "Something is missing on this machine",
    text: "A language runtime or test runner was not found. `autotest doctor` lists every check with the command that fixes it.",
    exitCode: EXIT_CODES.environment,
  },
  "budget-exhausted": {
    title: "The budget ran out",
    text: "The run stopped at the limit that was set for money, tokens or time. What was earned until then is kept.",
    exitCode: EXIT_CODES.budget,
  },
  "provider-failed": {
    title: "The model provider failed",
    text: "The provider did not answer in a usable way after all retries. The run can be resumed.",
    exitCode: EXIT_CODES.provider,
  },
  "isolation-unavailable": {
    title: "The isolation asked for is not available",
    text: "Tests would have to run with less isolation than was required. `autotest doctor` says which level this machine reaches and why.",
    exitCode: EXIT_CODES.isolation,
  },
  "not-available-yet": {
    title: "Not available yet",
    text: "The plugin holds the place of a feature that has not been built. It never pretends to have a result.",
    exitCode: EXIT_CODES.usage,
  },
  interrupted: {
    title: "Interrupted",
    text: "The run was stopped by a signal. Tests kept until then were written.",
    exitCode: EXIT_CODES.interrupted,
  },
  locked: {
    title: "Another run is working on this project",
    text: "Two runs at once would write the same test files. The message names the process that is at work; wait for it, or end it. A lock whose process is gone is taken over by itself.",
    exitCode: EXIT_CODES.environment,
  },
  internal: {
    title: "A bug in autotest",
    text: "This should not happen. Please report it with the message and the command.",
    exitCode: EXIT_CODES.bug,
  },
};
