import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { Command, Exec, Finished, Running } from "../contracts/context.js";
import { createExcerpt } from "./excerpt.js";
import { type Isolation, PORTABLE } from "./isolation/isolation.js";
import { MOST_PROCESSES, tallyProcesses } from "./isolation/watch-processes.js";
import { createLineSplitter } from "./split-lines.js";
import { type CommandLine, createWrapper, MEMORY_BYTES } from "./wrap-command.js";

const MEGABYTE = 1024 * 1024;
/** A line longer than this is no message but a flood. */
const LONGEST_LINE = 64 * MEGABYTE;
const WATCH_EVERY_MS = 100;
const SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
const PIPE_GRACE_MS = 300;

/** What every child is given. */
export interface ExecOptions {
  /** Environment of trusted tools; untrusted children get only `PATH` and the language settings out of it. */
  readonly env: { readonly [name: string]: string };
  /** Stands in for HOME and TMPDIR of untrusted children. Absolute. */
  readonly privateFolder: string;
  readonly signal: AbortSignal;
  /** Default: the portable level. */
  readonly isolation?: Isolation;
  /** The user's folder, which a sandbox shows read-only. Default: the private folder. */
  readonly project?: string;
  /** Where links inside the private folder lead, which a sandbox shows too. May grow. */
  readonly linked?: ReadonlySet<string>;
}

/**
 * Child processes over `node:child_process`: each leads its own process group and the whole group is killed when it ends,
 * for whatever reason. Processes that left the group are out of reach here (see the isolation levels).
 */
export function createExec(options: ExecOptions): Exec {
  const { env, privateFolder, isolation = PORTABLE, project = privateFolder, linked = new Set() } = options;
  const wrap = createWrapper({ env, privateFolder, isolation, project, linked }, env.PATH ?? SYSTEM_PATH);
  return {
    run(command: Command): Promise<Finished> {
      const { child, finished } = launch(command, wrap(command), options, false);
      child.stdin?.on("error", ignoreClosedPipe);
      child.stdin?.end(command.input ?? "");
      return finished;
    },
    start(command: Command): Running {
      const { child, finished } = launch(command, wrap(command), options, true);
      return openChannel(child, finished);
    },
  };
}

function launch(
  command: Command,
  line: CommandLine,
  options: ExecOptions,
  channel: boolean,
): { child: ChildProcess; finished: Promise<Finished> } {
  const child = spawn(line.file, [...line.args], {
    cwd: command.cwd,
    env: environmentOf(command, options),
    detached: true,
    windowsHide: true,
    stdio: channel ? ["ignore", "pipe", "pipe", "pipe", "pipe"] : ["pipe", "pipe", "pipe"],
  });
  return { child, finished: follow(child, command, line, options.signal, channel) };
}

function environmentOf(command: Command, { env, privateFolder }: ExecOptions): Record<string, string> {
  if (command.trusted) return { ...env, ...command.env };
  const scrubbed: Record<string, string> = {
    PATH: env.PATH ?? SYSTEM_PATH,
    LANG: "C.UTF-8",
    TZ: "UTC",
    HOME: privateFolder,
    TMPDIR: privateFolder,
  };
  for (const name of ["SystemRoot", "PATHEXT"]) if (env[name]) scrubbed[name] = env[name];
  return { ...scrubbed, ...command.env };
}

function follow(
  child: ChildProcess,
  command: Command,
  line: CommandLine,
  signal: AbortSignal,
  channel: boolean,
): Promise<Finished> {
  const out = createExcerpt(command.outputLimit ?? MEGABYTE);
  const err = createExcerpt(command.outputLimit ?? MEGABYTE);
  child.stdout?.on("data", (chunk: Buffer) => out.add(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.add(chunk));
  let ended: Finished["ended"] = "itself";
  const end = (why: Finished["ended"]): void => {
    if (ended === "itself") ended = why;
    killGroup(child);
  };
  // A channel lives as long as its owner wants; only a run has a deadline.
  const timer = channel ? undefined : setTimeout(() => end("timeout"), command.timeoutMs ?? 60_000);
  const limit = command.memoryBytes ?? MEMORY_BYTES;
  const watch = command.trusted
    ? undefined
    : setInterval(() => {
        const tally = tallyProcesses(child.pid ?? -1);
        if (tally.processes > MOST_PROCESSES) end("processes");
        else if (tally.memoryBytes > limit) end("memory");
      }, WATCH_EVERY_MS);
  watch?.unref();
  const abort = (): void => end("aborted");
  if (signal.aborted) queueMicrotask(abort);
  else signal.addEventListener("abort", abort, { once: true });

  return new Promise((resolve) => {
    const settle = (code: number | null, exitSignal: string | null, problem?: string): void => {
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener("abort", abort);
      resolve({
        ...(line.inSandbox && exitSignal === null ? statusOf(code) : { code, signal: exitSignal }),
        stdout: out.text(),
        stderr: err.text(),
        ended: problem === undefined ? ended : "not-started",
        ...(problem === undefined ? {} : { problem }),
      });
    };
    child.once("error", (error) => {
      if (child.pid === undefined) settle(null, null, error.message);
    });
    child.once("exit", (code, exitSignal) => {
      // What the child left running in its group goes with it; a stray that keeps the pipes open must not hold us.
      killGroup(child);
      const grace = setTimeout(() => settle(code, exitSignal), PIPE_GRACE_MS);
      child.once("close", () => {
        clearTimeout(grace);
        settle(code, exitSignal);
      });
    });
  });
}

/** Bubblewrap tells of a signal as a shell does. */
function statusOf(code: number | null): { readonly code: number | null; readonly signal: string | null } {
  const name = Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
  return name === undefined ? { code, signal: null } : { code: null, signal: name };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function openChannel(child: ChildProcess, exited: Promise<Finished>): Running {
  const [, , , to, from] = child.stdio as unknown as [
    null,
    unknown,
    unknown,
    NodeJS.WritableStream | null,
    NodeJS.ReadableStream | null,
  ];
  const listeners: ((line: string) => void)[] = [];
  to?.on("error", ignoreClosedPipe);
  const lines = createLineSplitter((line) => {
    for (const listener of listeners) listener(line);
  });
  from?.on("error", ignoreClosedPipe);
  from?.on("data", (chunk: Buffer) => {
    lines.add(chunk);
    if (lines.pending() > LONGEST_LINE) killGroup(child);
  });
  return {
    pid: child.pid ?? -1,
    send: (line) => void to?.write(`${line}\n`),
    onLine: (listener) => void listeners.push(listener),
    kill: () => killGroup(child),
    exited,
  };
}

/** A child that ended early closes its pipes; its exit is reported, so the broken pipe is no news. */
function ignoreClosedPipe(): void {}
