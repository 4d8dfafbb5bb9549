import { existsSync } from "node:fs";
import { basename } from "node:path";
import { run } from "../../../scripts/steps/run.mjs";

/**
 * The file system of a folder in words, such as `ext4 with a journal`. Without one, ext4 passes over every file that was deleted
 * in the last minutes when it makes another, so that each run slows the next. "a file system" where `findmnt` is missing.
 */
export async function fileSystemOf(folder) {
  const found = await run("findmnt", ["-n", "-o", "FSTYPE,SOURCE", "-T", folder]);
  const [type = "", source = ""] = found.stdout.trim().split(/\s+/);
  if (type === "") return "a file system";
  if (type !== "ext4") return type;
  return `ext4 ${existsSync(`/proc/fs/jbd2/${basename(source)}-8`) ? "with" : "without"} a journal`;
}
