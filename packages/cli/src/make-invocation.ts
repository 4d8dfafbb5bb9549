import { isAgent, isCI } from "std-env";
import type { CommonFlags, Invocation } from "./invocation.js";
import { chooseColor, chooseMode, chooseUnicode, type Surroundings } from "./output/mode.js";
import { makeStyle } from "./output/style.js";
import type { SignalState } from "./signals.js";

const PIPE_WIDTH = 100;

/** Looks at the process once, and gives a command all it may touch of it. */
export function makeInvocation(
  process: NodeJS.Process,
  flags: CommonFlags,
  signals: SignalState,
  onReport: Invocation["onReport"],
): Invocation {
  const { stdout, stderr, stdin } = process;
  const around: Surroundings = {
    env: process.env,
    stdinIsTerminal: stdin.isTTY === true,
    stdoutIsTerminal: stdout.isTTY === true,
    stderrIsTerminal: stderr.isTTY === true,
    isAgent,
    isCI,
  };
  const mode = chooseMode(flags, around);
  const unicode = chooseUnicode(flags, around);
  const style = (stream: NodeJS.WriteStream): Invocation["style"] =>
    makeStyle({
      mode,
      unicode,
      color: chooseColor(flags, mode, stream.isTTY === true, around),
      width: stream.columns ?? PIPE_WIDTH,
    });
  return {
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    mode,
    json: flags.json === true,
    movable: stderr.isTTY === true && mode === "terminal",
    configFile: flags.config,
    print: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${text}\n`),
    screen: { write: (text) => void stderr.write(text), columns: () => stderr.columns ?? PIPE_WIDTH },
    style: style(stdout),
    errorStyle: style(stderr),
    signal: signals.signal,
    signalCode: signals.code,
    onReport,
    onStop: (callback) => {
      signals.onStop(callback);
      process.once("exit", callback);
    },
  };
}
