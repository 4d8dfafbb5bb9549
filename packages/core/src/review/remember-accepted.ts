import type { Context } from "../contracts/index.js";
import type { SuiteTest } from "./open-suite.js";

/** What stands for a test as it is now: another title or another body is another test. */
export function keyOf({ title, mark }: SuiteTest): string {
  return `${mark} ${title}`;
}

/** Keys of the tests of a suite that were accepted in earlier reviews, from the project's cache. */
export async function readAccepted(path: string, { cache }: Context): Promise<ReadonlySet<string>> {
  try {
    const kept: unknown = JSON.parse((await cache.get(`review ${path}`)) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : []);
  } catch {
    // Damaged: everything is looked at again.
    return new Set();
  }
}

/** Keeps them for the next review. */
export async function keepAccepted(path: string, keys: ReadonlySet<string>, { cache }: Context): Promise<void> {
  await cache.set(`review ${path}`, JSON.stringify([...keys].sort()));
}
