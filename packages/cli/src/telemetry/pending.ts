import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunCounts } from "./counts.js";

/** Runs that are kept at most; the oldest make room. */
const MOST = 100;

/** A counted run that was not sent yet. */
export interface PendingRun {
  readonly file: string;
  readonly counts: RunCounts;
}

/** Keeps the counts of a run in a file of its own, so that runs side by side do not lose each other's. */
export function keepRun(counts: RunCounts, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `run-${String(Date.now()).padStart(15, "0")}-${randomUUID()}.json`);
  writeFileSync(`${file}.part`, JSON.stringify(counts), { mode: 0o600 });
  renameSync(`${file}.part`, file);
  for (const old of pendingFiles(folder).slice(0, -MOST)) rmSync(old, { force: true });
}

/** The runs that were not sent yet, oldest first. */
export function pendingRuns(folder: string): readonly PendingRun[] {
  return pendingFiles(folder).flatMap((file) => {
    try {
      return [{ file, counts: JSON.parse(readFileSync(file, "utf8")) as RunCounts }];
    } catch {
      return [];
    }
  });
}

function pendingFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^run-.*\.json$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
