import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Cache } from "../contracts/index.js";
import { writeFile } from "./write-file.js";

/** How to make a cache. */
export interface CacheOptions {
  /** Part of every key: entries of another version are misses. Default `1`. */
  readonly version?: string;
}

/** The first line is what the Cache Directory Tagging Specification asks for; backup tools then skip the folder. */
const TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by autotest; safe to delete at any time.\n";

/**
 * A content-addressed store in `folder` (absolute; made on the first write, readable by its owner only, ignored by git).
 * It never fails a run: a damaged, foreign or unreadable entry is a miss, a value that cannot be stored is dropped.
 */
export function createCache(folder: string, options: CacheOptions = {}): Cache {
  const key = (name: string): string => `${options.version ?? "1"}:${name}`;
  let prepared: Promise<boolean> | undefined;
  return {
    async get(name) {
      try {
        if (!(await isOurs(folder))) return null;
        const { default: store } = await import("cacache");
        const entry = await store.get.info(folder, key(name));
        if (entry === null) return null;
        try {
          return (await store.get.byDigest(folder, entry.integrity)).toString("utf8");
        } catch {
          // Damaged content stands in the way of the same content being stored again.
          await store.rm.content(folder, entry.integrity);
          return null;
        }
      } catch {
        return null;
      }
    },
    async set(name, value) {
      try {
        prepared ??= prepare(folder);
        if (!(await prepared)) return;
        const { default: store } = await import("cacache");
        await store.put(folder, key(name), value);
      } catch {
        // A cache that cannot be written costs time, nothing else.
      }
    },
  };
}

async function prepare(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await isOurs(folder))) return false;
  await writeFile(join(folder, "CACHEDIR.TAG"), TAG);
  await writeFile(join(folder, ".gitignore"), "*\n");
  return true;
}

/** What another user put there is not believed. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder);
  return process.getuid === undefined || found.uid === process.getuid();
}
