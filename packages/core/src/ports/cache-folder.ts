import { mkdir, readdir, readFile, realpath, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { contains } from "./guard-path.js";
import { writeFile } from "./write-file.js";

/** The first line is what the Cache Directory Tagging Specification asks for; backup tools then skip the folder. */
const TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by autotest; safe to delete at any time.\n";
const MARKS: readonly string[] = ["CACHEDIR.TAG", ".gitignore"];

/** Makes a cache folder that only its owner reads and git ignores; false when it belongs to somebody else. */
export async function prepareCacheFolder(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await isOurs(folder))) return false;
  await mark(join(folder, "CACHEDIR.TAG"), TAG);
  await mark(join(folder, ".gitignore"), "*\n");
  return true;
}

/** What is marked already is left alone: to write waits for the disk. */
async function mark(path: string, text: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => "")) !== text) await writeFile(path, text);
}

/** What another user put there is not believed. Rejects when there is no folder. */
export async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder);
  return process.getuid === undefined || found.uid === process.getuid();
}

/** Whether the folder, links resolved, lies in `root`: a link planted in its place must not lead out of the project. */
export async function isInside(root: string, folder: string): Promise<boolean> {
  return contains(await realpath(root), await realpath(folder));
}

/** Takes the folder away again, and the one above it, when nothing is left in them but our marks. */
export async function leaveNoTrace(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).some((name) => !MARKS.includes(name))) return;
    for (const name of MARKS) await rm(join(folder, name), { force: true });
    await rmdir(folder);
    await rmdir(dirname(folder));
  } catch {
    // Somebody else uses it; an empty folder does no harm either.
  }
}
