import type { ExitCode } from "@autotest/core";

/** Written out, because core is not loaded yet when signals are first watched. */
const INTERRUPTED: ExitCode = 130;
const TERMINATED: ExitCode = 143;

/** What signals did to this process so far. */
export interface SignalState {
  readonly signal: AbortSignal;
  code(): ExitCode | null;
}

/** The process, as far as signals go. */
interface SignalSource {
  on(event: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  exit(code: number): never;
}

/** The first ^C asks the run to end, so that what was proven is written; the second ends the process at once. */
export function watchSignals(process: SignalSource, say: (text: string) => void): SignalState {
  const controller = new AbortController();
  let code: ExitCode | null = null;
  const stop = (wanted: ExitCode, text: string): void => {
    if (code !== null) process.exit(wanted);
    code = wanted;
    say(text);
    controller.abort();
  };
  process.on("SIGINT", () => stop(INTERRUPTED, "stopping: tests proven so far are kept (press ^C again to end at once)"));
  process.on("SIGTERM", () => stop(TERMINATED, "stopping: tests proven so far are kept"));
  process.on("SIGHUP", () => stop(TERMINATED, "stopping: tests proven so far are kept"));
  return { signal: controller.signal, code: () => code };
}
