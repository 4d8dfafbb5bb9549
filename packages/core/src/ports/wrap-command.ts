import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import type { Command } from "../contracts/context.js";
import { findProgram } from "./find-program.js";
import { type Isolation, MOST_THREADS } from "./isolation/isolation.js";
import { openSandbox, type SandboxPlace } from "./isolation/open-sandbox.js";
import { limitArguments } from "./isolation/resource-limits.js";

/** A program and its arguments. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether it runs behind a wrapper that reports a signal as exit code 128 + number. */
  readonly inSandbox: boolean;
}

/** What commands are wrapped for. */
export interface WrapOptions extends Omit<SandboxPlace, "home"> {
  readonly isolation: Isolation;
  /** Environment of trusted tools. */
  readonly env: { readonly [name: string]: string };
}

const MEGABYTE = 1024 * 1024;
/** Resident memory of a child and all it started, unless the command says otherwise. */
export const MEMORY_BYTES: number = 1024 * MEGABYTE;

/**
 * Puts commands behind what holds them: bubblewrap where the level is namespaces, limits of the kernel, and the tie that
 * ends a child when this process is killed, which leaves no time to do it. The two small ones come from util-linux.
 */
export function createWrapper(options: WrapOptions, path: string): (command: Command) => CommandLine {
  const { isolation, env } = options;
  const sandbox = isolation.bubblewrap
    ? openSandbox(isolation.bubblewrap, { ...options, home: env.HOME ?? homedir() })
    : null;
  let tools: SmallTools | undefined;
  return (command) => {
    // A program that is not there is reported by the spawn itself, so it must not hide behind a wrapper.
    if (findProgram(command.file, path) === null) return { file: command.file, args: command.args, inSandbox: false };
    tools ??= smallTools(path);
    const bare = [command.file, ...command.args];
    if (command.trusted || isolation.level === "L0 off") return lineOf([...tools.tie, ...bare]);
    const threads = isolation.bubblewrap?.countsProcesses && !command.portable ? MOST_THREADS : undefined;
    const limited = tools.limits
      ? ["prlimit", ...limitArguments(command.memoryBytes ?? MEMORY_BYTES, threads), "--", ...bare]
      : bare;
    if (sandbox === null || isolation.bubblewrap === undefined || command.portable)
      return lineOf([...tools.tie, ...limited]);
    return lineOf([isolation.bubblewrap.file, ...sandbox(command, path), ...limited], true);
  };
}

interface SmallTools {
  /** The beginning of a command that ties it to this process; empty where there is no such thing. */
  readonly tie: readonly string[];
  readonly limits: boolean;
}

function smallTools(path: string): SmallTools {
  const none: SmallTools = { tie: [], limits: false };
  if (process.platform !== "linux") return none;
  const tie = ["setpriv", "--pdeathsig", "KILL"];
  const works = (words: readonly string[]): boolean =>
    spawnSync(words[0] as string, [...words.slice(1), "true"], { env: { PATH: path } }).status === 0;
  const limits = ["prlimit", ...limitArguments(MEMORY_BYTES), "--"];
  if (works([...tie, ...limits])) return { tie, limits: true };
  return { tie: works(tie) ? tie : [], limits: works(limits) };
}

function lineOf([file = "", ...args]: readonly string[], inSandbox = false): CommandLine {
  return { file, args, inSandbox };
}
