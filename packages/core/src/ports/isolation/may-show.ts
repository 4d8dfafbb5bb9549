import { isWithin } from "./is-within.js";

/** Folders that hold nothing but code, wherever they are. */
const CODE: readonly string[] = ["node_modules", "site-packages", "dist-packages"];

/**
 * Whether a folder that a project points to (by a link, or as a place of its packages) may be seen by its code. A project
 * is not trusted to name them: the home folder, what is above it, and hidden folders in it (keys, settings) stay unseen.
 */
export function mayShow(path: string, home: string): boolean {
  if (isWithin(home, path)) return false;
  if (!isWithin(path, home)) return true;
  const parts = path.slice(home.length).split("/").filter(Boolean);
  return parts.some((part) => CODE.includes(part)) || !parts[0]?.startsWith(".");
}
