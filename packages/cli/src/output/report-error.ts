import { writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { AutotestError, EXIT_CODES, type ExitCode } from "@autotest/core";
import { CommanderError } from "commander";
import { VERSION } from "../version.js";
import { describeError, type ErrorText } from "./describe-error.js";
import { escapeLines } from "./escape-text.js";
import { errorDocument } from "./json/error-document.js";
import { pathRedaction } from "./redact-paths.js";

/** What was going on when it happened. */
export interface ErrorSituation {
  readonly argv: readonly string[];
  readonly json: boolean;
  readonly process: NodeJS.Process;
}

/** Tells what went wrong, in at most three lines where one thing did, and gives the exit code. Never a stack. */
export function reportError(error: unknown, situation: ErrorSituation): ExitCode {
  const { process } = situation;
  const redact = pathRedaction({ root: process.cwd(), home: homedir(), temporary: tmpdir() });
  const known = error instanceof CommanderError || AutotestError.isInstance(error);
  const text = known ? describeError(error, situation.argv) : bugText(error, situation, redact);
  const exitCode =
    error instanceof CommanderError
      ? EXIT_CODES.usage
      : AutotestError.isInstance(error)
        ? error.exitCode
        : EXIT_CODES.bug;
  if (situation.json) process.stdout.write(`${JSON.stringify(errorDocument(text, exitCode, redact), null, 2)}\n`);
  const lines = [
    `autotest: ${text.message}`,
    ...(text.hint ? [text.hint] : []),
    ...(text.next ? [`next: ${text.next}`] : []),
  ];
  process.stderr.write(`${escapeLines(redact(lines.join("\n")))}\n`);
  return exitCode;
}

/** Puts all that helps to find the bug into a file, and names it. */
function bugText(error: unknown, { argv, process }: ErrorSituation, redact: (text: string) => string): ErrorText {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncause: ${error.cause.stack}` : "";
  const file = join(tmpdir(), `autotest.bug.${process.pid}.txt`);
  const report = `autotest ${VERSION}\nNode ${process.version} on ${process.platform} ${process.arch}\nautotest ${argv.join(" ")}\n\n${stack}${cause}\n`;
  let written = true;
  try {
    writeFileSync(file, redact(report), { mode: 0o600 });
  } catch {
    written = false;
  }
  return {
    code: "internal",
    message: `this is a bug in autotest: ${message.split("\n")[0]}`,
    ...(written ? { hint: `Please report it with this file: ${file}` } : {}),
    next: "autotest doctor",
  };
}
