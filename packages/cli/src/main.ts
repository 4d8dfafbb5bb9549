import type { ExitCode, Report } from "@autotest/core";
import { CommanderError } from "commander";
import type { CommonFlags } from "./invocation.js";
import { createProgram, type Start } from "./program.js";
import { watchSignals } from "./signals.js";
import { quietSwitches } from "./switches.js";

/** Runs the command line on a process and ends it with the exit code. Nothing is loaded that the command does not need. */
export async function main(process: NodeJS.Process): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that went away ends the output, not the run: what was proven is still written.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  quietSwitches(process.env);
  const argv = process.argv.slice(2);
  const json = isJson(argv, process.env);
  let code: ExitCode;
  try {
    code = await Promise.race([run(process, argv), nothingLeft(process)]);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) code = 0;
    else {
      const { reportError } = await import("./output/report-error.js");
      code = reportError(error, { argv, json, process });
    }
  }
  await flushed(process.stdout);
  await flushed(process.stderr);
  process.exit(code);
}

async function run(process: NodeJS.Process, argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  let measured: Report | null = null;
  const start: Start = async (load, flags) => {
    const signals = watchSignals(process, (text) => process.stderr.write(`autotest: ${text}\n`));
    const [{ makeInvocation }, command] = await Promise.all([import("./make-invocation.js"), load()]);
    const onReport = (report: Report): void => {
      measured ??= report;
    };
    code = await command(flags, makeInvocation(process, flags as CommonFlags, signals, onReport));
    const { countRun } = await import("./telemetry/count-run.js");
    countRun(argv, measured, process.env);
  };
  await createProgram(start, (text) => process.stdout.write(text)).parseAsync([...argv], { from: "user" });
  return code;
}

/** Rejects when nothing is left that could still give a result: a plugin waits for what never comes. */
function nothingLeft(process: NodeJS.Process): Promise<never> {
  return new Promise((_, reject) => {
    process.once("beforeExit", () =>
      reject(new Error("the run ended without a result: something waits for what never comes")),
    );
  });
}

/** Looked up by hand, since a command line that does not parse must still be answered in JSON. */
function isJson(argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end < 0 ? undefined : end).includes("--json") || env.AUTOTEST_JSON !== undefined;
}

/** Resolves when all that was written has left the process; a pipe would otherwise be cut by the exit. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded || stream.errored) resolve();
    else stream.write("", () => resolve());
  });
}
