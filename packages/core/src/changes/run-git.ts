import type { Context, Finished } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";

/** Enough for the names of a million files; git itself has no limit. */
const OUTPUT_BYTES = 64 * 1024 * 1024;
/** A repository is untrusted: nothing it names may be run, and its index is not ours to refresh. */
const CAREFUL = ["--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };

/** Runs a git command that only reads, in the project's folder. Rejects with an `environment` error where there is no git. */
export async function runGit(args: readonly string[], ctx: Context): Promise<Finished> {
  const finished = await ctx.exec.run({
    file: "git",
    args: [...CAREFUL, ...args],
    cwd: ctx.cwd,
    env: ENVIRONMENT,
    trusted: true,
    outputLimit: OUTPUT_BYTES,
  });
  if (finished.ended === "not-started")
    throw new AutotestError("environment", `git could not be started: ${finished.problem ?? "unknown reason"}`, {
      hint: "install git, or leave out --changed, --since and --staged",
    });
  return finished;
}

/** The output of a git command without line end; null when it failed. */
export async function askGit(args: readonly string[], ctx: Context): Promise<string | null> {
  const { code, stdout } = await runGit(args, ctx);
  return code === 0 ? stdout.replace(/\n$/, "") : null;
}
