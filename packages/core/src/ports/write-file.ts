import { randomBytes } from "node:crypto";
import { constants, type FileHandle, lstat, open, readdir, realpath, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AutotestError } from "../errors/autotest-error.js";
import { errnoOf, WriteError } from "../errors/write-error.js";

/** The system calls the writer makes; a test replaces one to see it fail. */
export interface WriteCalls {
  readonly open: typeof open;
  readonly lstat: typeof lstat;
  readonly realpath: typeof realpath;
  readonly rename: typeof rename;
  readonly unlink: typeof unlink;
}

/** How to write. */
export interface WriteOptions {
  /** Called with the real path before the temporary file is made and again before the rename; rejects to refuse. */
  readonly check?: (realPath: string) => Promise<void>;
  /** Default: Node's own. */
  readonly calls?: WriteCalls;
}

const CALLS: WriteCalls = { open, lstat, realpath, rename, unlink };

/** `.autotest-<process id>-<random>.tmp`: fits no test runner's pattern and says who left it behind. */
const TEMPORARY = /^\.autotest-(\d+)-[0-9a-f]{12}\.tmp$/;

/**
 * Replaces a file as a whole: whatever happens, it holds exactly the old or the new content. The content goes into a
 * temporary file beside it, is forced to disk, measured, and renamed over it. The mode of an existing file is kept; a
 * symbolic link at `path` itself is replaced, not followed. Rejects with a {@link WriteError}.
 */
export async function writeFile(path: string, content: string | Uint8Array, options: WriteOptions = {}): Promise<void> {
  const calls = options.calls ?? CALLS;
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  let temporary: string | undefined;
  try {
    const folder = await calls.realpath(dirname(path));
    const target = join(folder, basename(path));
    await options.check?.(target);
    const mode = await modeOf(target, calls);
    const candidate = join(folder, `.autotest-${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const file = await calls.open(candidate, flags, mode ?? 0o666);
    temporary = candidate;
    try {
      await fill(file, bytes);
      if (mode !== undefined) await file.chmod(mode);
      await file.sync();
      const { size } = await file.stat();
      if (size !== bytes.byteLength) throw new Error(`only ${size} of ${bytes.byteLength} bytes reached the disk`);
    } finally {
      await file.close();
    }
    // The folder may have been swapped for a link since the first look.
    if ((await calls.realpath(dirname(path))) !== folder)
      throw new Error("the folder moved while the file was written");
    await options.check?.(target);
    await calls.rename(candidate, target);
    temporary = undefined;
    await syncFolder(folder, calls);
  } catch (error) {
    if (temporary !== undefined) await calls.unlink(temporary).catch(() => undefined);
    throw AutotestError.isInstance(error) ? error : new WriteError(path, error);
  }
}

/** Removes temporary files in `folder` whose writer is no longer running. Returns how many. */
export async function sweepTemporaryFiles(folder: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = TEMPORARY.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const gone = await unlink(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (gone) removed += 1;
  }
  return removed;
}

/** One write call may take less than it was given. */
async function fill(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.byteLength - offset, offset);
    if (bytesWritten === 0) throw new Error(`the disk took only ${offset} of ${bytes.byteLength} bytes`);
    offset += bytesWritten;
  }
}

async function modeOf(path: string, calls: WriteCalls): Promise<number | undefined> {
  try {
    const found = await calls.lstat(path);
    if (found.isDirectory()) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
    return found.isFile() ? found.mode & 0o7777 : undefined;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes the rename itself survive a power cut. Windows cannot open folders; some file systems cannot sync them. */
async function syncFolder(folder: string, calls: WriteCalls): Promise<void> {
  try {
    const handle = await calls.open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The new content is in place; only its durability over a power cut is unknown.
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
}
