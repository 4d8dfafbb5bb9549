import type { Cache } from "../contracts/index.js";
import { isOurs, prepareCacheFolder } from "./cache-folder.js";

/** How to make a cache. */
export interface CacheOptions {
  /** Part of every key: entries of another version are misses. Default `1`. */
  readonly version?: string;
}

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
        prepared ??= prepareCacheFolder(folder);
        if (!(await prepared)) return;
        const { default: store } = await import("cacache");
        await store.put(folder, key(name), value);
      } catch {
        // A cache that cannot be written costs time, nothing else.
      }
    },
  };
}
