import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Clock } from "../contracts/index.js";
import { AutotestError } from "../errors/autotest-error.js";
import { errnoOf } from "../errors/write-error.js";
import { writeFile } from "./write-file.js";

const SAY_AFTER_MS = 1_000;
const WAIT_MS = 30_000;
const POLL_MS = 200;
/** A lock that was not renewed for so long is dead, wherever its holder ran. */
const STALE_MS = 10_000;

/** Who holds the lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** How to wait for the lock. */
export interface LockOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once when it takes longer than a second, with the holder in words. */
  readonly onWait: (holder: string) => void;
  /** Milliseconds to wait at most. Default 30,000. */
  readonly waitMs?: number;
}

/**
 * One run per project at a time: two would write the same suites. Waits for the holder; a holder on this machine whose
 * process is gone is no holder. Gives the way to release. Rejects with a `locked` error that names the holder.
 */
export async function lockProject(folder: string, options: LockOptions): Promise<() => Promise<void>> {
  const lockfile = await loadLockfile();
  const lockfilePath = join(folder, "run.lock");
  const note = join(folder, "run.json");
  const began = options.clock.elapsed();
  let told = false;
  for (;;) {
    try {
      const release = await lockfile.lock(folder, {
        lockfilePath,
        realpath: false,
        stale: STALE_MS,
        update: STALE_MS / 4,
        // Nobody takes a lock that is renewed. If the machine slept that long, the edit guard of stage 6 still holds.
        onCompromised: () => undefined,
      });
      const holder: LockHolder = {
        pid: process.pid,
        host: hostname(),
        since: new Date(options.clock.now()).toISOString(),
      };
      await writeFile(note, JSON.stringify(holder));
      return async () => {
        await rm(note, { force: true });
        await release().catch(() => undefined);
      };
    } catch (error) {
      if (errnoOf(error) !== "ELOCKED") throw error;
    }
    const holder = await readHolder(note);
    if (holder !== null && isGone(holder)) {
      await rm(lockfilePath, { recursive: true, force: true });
      await rm(note, { force: true });
      continue;
    }
    const waited = options.clock.elapsed() - began;
    const words =
      holder === null
        ? "another autotest"
        : `autotest (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
    if (waited >= (options.waitMs ?? WAIT_MS))
      throw new AutotestError("locked", `${words} is working on this project`, {
        hint: "wait until it is done, or end it",
      });
    if (!told && waited >= SAY_AFTER_MS) {
      told = true;
      options.onWait(words);
    }
    if (options.signal.aborted) throw new AutotestError("interrupted", `stopped while ${words} was working`);
    await options.clock.sleep(POLL_MS, options.signal).catch(() => undefined);
  }
}

/**
 * The library listens to every signal, to take its locks away. A listener keeps the system from ending a busy process, and a
 * lock whose process is gone is taken over anyway: so what it adds is taken out again.
 */
async function loadLockfile(): Promise<typeof import("proper-lockfile")["default"]> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const { default: lockfile } = await import("proper-lockfile");
  for (const signal of signals)
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener);
  return lockfile;
}

async function readHolder(note: string): Promise<LockHolder | null> {
  try {
    const holder = JSON.parse(await readFile(note, "utf8")) as Partial<LockHolder>;
    const { pid, host, since } = holder;
    return typeof pid === "number" && typeof host === "string" && typeof since === "string"
      ? { pid, host, since }
      : null;
  } catch {
    return null;
  }
}

/** True when the holder ran here and runs no more. */
function isGone({ pid, host }: LockHolder): boolean {
  if (host !== hostname() || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return errnoOf(error) === "ESRCH";
  }
}
