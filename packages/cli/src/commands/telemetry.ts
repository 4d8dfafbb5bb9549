import { AutotestError, EXIT_CODES, type ExitCode } from "@autotest/core";
import type { Command, CommonFlags, Invocation } from "../invocation.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { count } from "../output/words.js";
import {
  forbiddenBy,
  forgetTelemetry,
  readChoice,
  saveChoice,
  type TelemetryChoice,
  telemetryFolder,
} from "../telemetry/choice.js";
import { bodyOf, EXAMPLE } from "../telemetry/counts.js";
import { pendingRuns } from "../telemetry/pending.js";

/** Flags of `autotest telemetry on`. */
export interface TelemetryOnFlags extends CommonFlags {
  readonly endpoint?: string;
}

/** Shows what a run would send, and remembers that the user agrees. */
export const telemetryOnCommand: Command<TelemetryOnFlags> = async (flags, invocation) => {
  const endpoint = flags.endpoint ?? readChoice(invocation.env).endpoint;
  if (endpoint !== null) demandSafe(endpoint);
  saveChoice({ on: true, endpoint }, invocation.env);
  if (!invocation.json && invocation.mode !== "quiet") {
    invocation.print("This, and nothing else, is counted of each run, here with made-up numbers:");
    invocation.print(bodyOf([EXAMPLE]).trimEnd());
  }
  return tell(invocation);
};

/** Takes a yes back, and forgets what was counted. */
export const telemetryOffCommand: Command<CommonFlags> = async (_flags, invocation) => {
  forgetTelemetry(invocation.env);
  return tell(invocation);
};

/** Says whether anything is counted or sent. */
export const telemetryStatusCommand: Command<CommonFlags> = async (_flags, invocation) => tell(invocation);

/** Prints what would be sent next, byte for byte. */
export const telemetryShowCommand: Command<CommonFlags> = async (_flags, invocation) => {
  if (invocation.json) return tell(invocation);
  const runs = pendingRuns(telemetryFolder(invocation.env)).map(({ counts }) => counts);
  if (runs.length > 0) invocation.print(bodyOf(runs).trimEnd());
  else {
    invocation.say("nothing waits to be sent; with made-up numbers it would look like this:");
    invocation.print(bodyOf([EXAMPLE]).trimEnd());
  }
  return EXIT_CODES.ok;
};

function tell(invocation: Invocation): ExitCode {
  const choice = readChoice(invocation.env);
  const forbidden = forbiddenBy(invocation.env);
  const runs = pendingRuns(telemetryFolder(invocation.env)).map(({ counts }) => counts);
  const next = choice.on ? "autotest telemetry show" : "autotest telemetry on";
  if (invocation.json) {
    printDocument(
      {
        ...documentHead(EXIT_CODES.ok),
        telemetry: {
          ...choice,
          forbiddenBy: forbidden,
          pending: runs.length,
          body: runs.length > 0 ? bodyOf(runs) : null,
        },
        next,
      },
      invocation,
    );
    return EXIT_CODES.ok;
  }
  const { paint } = invocation.style;
  invocation.print(paint.bold(`telemetry is ${choice.on ? "on" : "off"}`) + rest(choice, runs.length));
  if (choice.on && forbidden !== null)
    invocation.print(`nothing is counted or sent here all the same: ${forbidden} is set`);
  if (invocation.mode !== "quiet") invocation.print(`next: ${paint.cyan(next)}`);
  return EXIT_CODES.ok;
}

function rest({ on, endpoint }: TelemetryChoice, waiting: number): string {
  if (!on) return ": nothing is counted, nothing is sent";
  const where = endpoint === null ? "nothing is sent: there is no endpoint" : `sent to ${endpoint}`;
  return `; ${where}; ${count(waiting, "run")} waiting`;
}

/** Counts travel encrypted, or do not leave the machine. */
function demandSafe(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isHere = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isHere)) return;
  throw new AutotestError("usage", `not an address to send counts to: ${endpoint}`, {
    hint: "it has to start with https://, or with http:// and lie on this machine",
  });
}
