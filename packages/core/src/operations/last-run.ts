import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../model/index.js";
import type { MutationResult } from "../mutation/result.js";
import { isInside, isOurs, prepareCacheFolder } from "../ports/cache-folder.js";
import { writeFile } from "../ports/write-file.js";
import { redactDeep } from "../secrets/redact-deep.js";
import { createRedactor } from "../secrets/redact-text.js";

/** Raised when a file of an earlier version could not be shown any more. */
const FORMAT = 1;

/** What the last runs in a project came to. */
export interface LastRuns {
  /** Of `generate` or `coverage`; null when there was none. */
  readonly report: Report | null;
  /** Of `mutate`, without the texts of suites. */
  readonly mutation: Omit<MutationResult, "written"> | null;
}

/**
 * Keeps what a run came to in the project's cache folder, without secrets, in place of the one of its kind before. Gives false
 * where no such folder can be made: a run is none the worse for it.
 */
export async function keepLastRun(root: string, run: Partial<LastRuns>): Promise<boolean> {
  const folder = folderOf(root);
  try {
    if (!(await prepareCacheFolder(folder)) || !(await isInside(root, folder))) return false;
    const redact = createRedactor();
    for (const [kind, value] of Object.entries(run)) {
      const text = JSON.stringify({ format: FORMAT, value: redactDeep(value, redact) });
      await writeFile(join(folder, `last-${kind}.json`), text);
    }
    return true;
  } catch {
    return false;
  }
}

/** What the last runs came to. A file that cannot be read, or that is of another version, counts as none. */
export async function readLastRuns(root: string): Promise<LastRuns> {
  const folder = folderOf(root);
  const read = async <T extends object>(kind: keyof LastRuns): Promise<T | null> => {
    try {
      // What another user put there, or a link that leads out of the project, is not believed.
      if (!(await isOurs(folder)) || !(await isInside(root, join(folder, `last-${kind}.json`)))) return null;
      const found: unknown = JSON.parse(await readFile(join(folder, `last-${kind}.json`), "utf8"));
      const { format, value } = found as { format?: unknown; value?: T };
      return format === FORMAT && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  };
  return { report: await read<Report>("report"), mutation: await read<NonNullable<LastRuns["mutation"]>>("mutation") };
}

/** Writes a page about the last runs beside them. Gives its absolute path. Rejects with a `write-failed` error. */
export async function writeLastPage(root: string, html: string): Promise<string> {
  const path = join(folderOf(root), "report.html");
  await prepareCacheFolder(folderOf(root));
  await writeFile(path, html);
  return path;
}

function folderOf(root: string): string {
  return join(root, ".autotest", "cache");
}
