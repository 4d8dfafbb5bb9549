import type { ExitCode } from "@autotest/core";

/** Written out, because core is not loaded yet when signals are first watched. */
const INTERRUPTED: ExitCode = 130;
const TERMINATED: ExitCode = 143;

/** What signals did to this process so far. */
export interface SignalState {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came; null while none has. */
  code(): ExitCode | null;
  /** Called when the first signal comes, before anything is said: to take what moves off the screen. */
  onStop(callback: () => void): void;
}

/** The process, as far as signals go. */
export interface SignalSource {
  on(event: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  off(event: "SIGINT" | "SIGTERM" | "SIGHUP", listener: () => void): unknown;
  exit(code: number): never;
}

/** The first ^C asks the run to end, so that what was proven is written; the second ends the process at once. */
export function watchSignals(process: SignalSource, say: (text: string) => void): SignalState {
  const controller = new AbortController();
  const callbacks: (() => void)[] = [];
  let code: ExitCode | null = null;
  const stop = (wanted: ExitCode): void => {
    if (code !== null) process.exit(wanted);
    code = wanted;
    for (const callback of callbacks) callback();
    say(`stopping: tests proven so far are kept${wanted === INTERRUPTED ? " (press ^C again to end at once)" : ""}`);
    // From then on the system itself ends us, however busy this thread is; but signals that came together are seen first.
    setImmediate(() => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", terminate);
      process.off("SIGHUP", terminate);
      controller.abort();
    });
  };
  const interrupt = (): void => stop(INTERRUPTED);
  const terminate = (): void => stop(TERMINATED);
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", terminate);
  process.on("SIGHUP", terminate);
  return { signal: controller.signal, code: () => code, onStop: (callback) => void callbacks.push(callback) };
}
