import {
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { copyFile, cp, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { FileSystem } from "../contracts/index.js";
import { errnoOf, WriteError } from "../errors/write-error.js";
import { findFiles } from "./find-files.js";
import { contains, landing, type WriteGuard } from "./guard-path.js";
import { writeFile } from "./write-file.js";

/** How to make a file system. */
export interface FileSystemOptions {
  /** Asked before every change to the disk. Default: everything is allowed. */
  readonly guard?: WriteGuard;
  /** Where temporary folders are made. Default: the system's. */
  readonly temporaryRoot?: string;
}

/** A file system that knows the temporary folders it made. */
export interface OwnedFileSystem extends FileSystem {
  /** Removes every temporary folder it made. */
  close(): Promise<void>;
}

/** Files up to this size are copied at once: to hand one over to another thread takes longer. */
const SMALL = 256 * 1024;

const WRITE_AT_ONCE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NONBLOCK ?? 0);

const COPY = { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE, filter: isCopyable } as const;

/** The real file system. What fails to be changed rejects with a `WriteError`, what fails to be read with Node's own error. */
export function createFileSystem(options: FileSystemOptions = {}): OwnedFileSystem {
  const temporary = new Set<string>();
  const { guard } = options;
  const allow = async (path: string): Promise<void> => {
    if (guard === undefined) return;
    // A working copy holds links into the project: only where a path really lands counts.
    const real = landingNow(resolve(path)) ?? (await landing(resolve(path)));
    if (real === null || ![...temporary].some((folder) => contains(folder, real))) await guard.check(path);
  };
  const change = async (path: string, make: () => Promise<unknown>): Promise<void> => {
    await allow(path);
    await make().catch((error: unknown) => {
      throw new WriteError(path, error);
    });
  };

  return {
    read: async (path) => new Uint8Array(await readFile(path)),
    readText: async (path) => new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)),
    exists: (path) => stat(path).then(always(true), always(false)),
    async stat(path) {
      try {
        // At once: another thread takes longer to be asked, and copies ask for every file.
        const found = statSync(path);
        const kind = found.isFile() ? "file" : found.isDirectory() ? "directory" : "other";
        return { kind, size: found.size, modified: found.mtimeMs };
      } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes(errnoOf(error))) return null;
        throw error;
      }
    },
    list: async (path) => (await readdir(path)).sort(),
    glob: (root, patterns, settings) => findFiles(root, patterns, settings?.ignore),
    realPath: (path) => realpath(path),
    async makeDirectory(path) {
      // A folder that is there changes nothing: the project root itself is no file that may be written.
      if ((await stat(path).catch(always(null)))?.isDirectory()) return;
      await change(path, () => mkdir(path, { recursive: true }));
    },
    async temporaryDirectory(prefix) {
      const root = await realpath(options.temporaryRoot ?? tmpdir());
      const folder = await mkdtemp(join(root, `autotest-${prefix.replace(/[^\w-]/g, "-")}-`));
      temporary.add(folder);
      return folder;
    },
    async write(path, text) {
      await allow(path);
      await writeFile(path, text, guard === undefined ? {} : { check: allow });
    },
    copy: (from, to) =>
      change(to, async () => {
        const found = lstatSync(from);
        // `cp` looks at every folder above both paths; for one plain file that is most of its time.
        if (!found.isFile()) await cp(from, to, COPY);
        else if (found.size <= SMALL) copySmall(from, to, found.mode);
        else await copyFile(from, to, constants.COPYFILE_FICLONE);
      }),
    remove: (path) => change(path, () => rm(path, { recursive: true, force: true })),
    link: (target, path) => change(path, () => symlink(target, path)),
    async close() {
      for (const folder of temporary) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      temporary.clear();
    },
  };
}

/** Where a file would land in a folder that is there; null when it is not. */
function landingNow(path: string): string | null {
  try {
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch {
    return null;
  }
}

/**
 * Copies by writing. What `copyFile` makes has its place on the disk at once, and takes several times as long to be removed; a
 * file of a copy that is soon gone may never reach the disk.
 */
function copySmall(from: string, to: string, mode: number): void {
  const bytes = readFileSync(from);
  // Code that was run may have put a pipe there: to open it must fail, not wait.
  const target = openSync(to, WRITE_AT_ONCE, mode);
  try {
    writeFileSync(target, bytes);
    // What the mask of the process took away.
    fchmodSync(target, mode);
  } finally {
    closeSync(target);
  }
}

/** Sockets, pipes and devices have no content to copy. */
async function isCopyable(path: string): Promise<boolean> {
  const found = await lstat(path);
  return found.isFile() || found.isDirectory() || found.isSymbolicLink();
}

function always<T>(value: T): () => T {
  return () => value;
}
