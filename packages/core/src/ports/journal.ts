import { createHash } from "node:crypto";
import { constants, type FileHandle, open, rm } from "node:fs/promises";

/** One thing that is done, by a name of its own. */
export interface JournalEntry {
  readonly name: string;
  readonly value: unknown;
}

/** What a run has finished, line by line on disk, so that the next one can go on where it was stopped. */
export interface Journal {
  /** What an earlier run under the same key left, in order. */
  readonly found: readonly JournalEntry[];
  /** Adds a line and brings it to the disk. A disk that takes no more costs the journal, not the run. */
  add(entry: JournalEntry): Promise<void>;
  /** The run came to its end: the journal goes. */
  finish(): Promise<void>;
  /** The run was stopped: the journal stays. */
  close(): Promise<void>;
}

const LARGEST = 256 * 1024 * 1024;

/**
 * Opens the journal at `path` (absolute; its folder exists). The first line holds `key`: all that decides what the entries
 * say. Under another key everything is forgotten; behind the first damaged line the rest is cut off.
 */
export async function openJournal(path: string, key: string): Promise<Journal> {
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const file = await open(path, flags, 0o600);
  let found: readonly JournalEntry[] = [];
  try {
    const kept = await readGood(file, key);
    found = kept?.entries ?? [];
    const head = kept === null ? lineOf({ name: "key", value: key }) : "";
    await file.truncate(kept?.bytes ?? 0);
    if (head !== "") await file.write(head, 0);
  } catch (error) {
    await file.close();
    throw error;
  }
  let end = (await file.stat()).size;
  let broken = false;
  let last: Promise<void> = Promise.resolve();
  const append = async (entry: JournalEntry): Promise<void> => {
    if (broken) return;
    try {
      const bytes = Buffer.from(lineOf(entry), "utf8");
      const { bytesWritten } = await file.write(bytes, 0, bytes.byteLength, end);
      if (bytesWritten !== bytes.byteLength) throw new Error("the line did not fit");
      await file.datasync();
      end += bytes.byteLength;
    } catch {
      broken = true;
    }
  };
  return {
    found,
    add(entry) {
      last = last.then(() => append(entry));
      return last;
    },
    async close() {
      await last;
      await file.close();
    },
    async finish() {
      await last;
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** The sound part of a journal, or null when it is none of `key`. */
async function readGood(
  file: FileHandle,
  key: string,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly bytes: number } | null> {
  const { size, uid } = await file.stat();
  if (size > LARGEST || (process.getuid !== undefined && uid !== process.getuid())) return null;
  const text = await file.readFile("utf8");
  const entries: JournalEntry[] = [];
  let bytes = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const entry = readLine(line);
    if (entry === null) break;
    bytes += Buffer.byteLength(line, "utf8") + 1;
    entries.push(entry);
  }
  const [head, ...rest] = entries;
  return head?.name === "key" && head.value === key ? { entries: rest, bytes } : null;
}

function lineOf(entry: JournalEntry): string {
  const text = JSON.stringify(entry);
  return `${digest(text)} ${text}\n`;
}

function readLine(line: string): JournalEntry | null {
  const text = line.slice(17);
  if (line[16] !== " " || line.slice(0, 16) !== digest(text)) return null;
  try {
    return JSON.parse(text) as JournalEntry;
  } catch {
    return null;
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
