import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";

const DIGEST_BYTES = 32;
const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** Compiled code of files, by where they lie. */
export interface CodeStore {
  /** What was kept for the file as it is now; undefined when nothing was, or it is damaged. */
  read(file: string): Buffer | undefined;
  /** Replaces what was kept for the file; what is a month old goes. A store that cannot be written costs time, nothing else. */
  write(file: string, code: Buffer): void;
}

/**
 * A store in `folder`, made on the first write; null when others can write there. V8 runs compiled code as it is, so what it is
 * given must come from this user: it looks only at the version and the flags it was made under, and at the length of the text.
 */
export function openCodeStore(folder: string): CodeStore | null {
  if (!isOwn(folder)) return null;
  const place = (file: string): string =>
    join(folder, `${createHash("sha256").update(`${cachedDataVersionTag()}\0${file}`).digest("hex")}.bin`);
  return {
    read(file) {
      try {
        const kept = readFileSync(place(file));
        const code = kept.subarray(DIGEST_BYTES);
        return kept.subarray(0, DIGEST_BYTES).equals(digestOf(file, code)) ? code : undefined;
      } catch {
        return undefined;
      }
    },
    write(file, code) {
      const temporary = `${place(file)}.${process.pid}.tmp`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isOwn(folder)) return;
        try {
          writeFileSync(temporary, Buffer.concat([digestOf(file, code), code]), { mode: 0o600, flag: "wx" });
          renameSync(temporary, place(file));
          removeOld(folder);
        } finally {
          rmSync(temporary, { force: true });
        }
      } catch {
        // The next process compiles it once more.
      }
    },
  };
}

/**
 * Removes what has lain in the folder for a month. Most of it was made for versions and folders that are gone; what is still in
 * use is soon made again. Throws a system error when something cannot be removed.
 */
export function removeOld(folder: string): void {
  const oldest = Date.now() - MONTH_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
  }
}

/** Of the code and of what tells one version of the file from the next, without reading it. */
function digestOf(file: string, code: Buffer): Buffer {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return createHash("sha256").update(`${size} ${mtimeMs} ${ctimeMs}\0`).update(code).digest();
}

/** A folder that is not there yet will be ours. */
function isOwn(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || process.getuid === undefined) return true;
  return found.isDirectory() && found.uid === process.getuid() && (found.mode & 0o022) === 0;
}
