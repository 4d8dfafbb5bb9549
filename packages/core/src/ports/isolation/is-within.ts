import { isAbsolute, relative } from "node:path";

/** Whether an absolute path is a folder or lies in it, by name alone. */
export function isWithin(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest === "" || (rest !== ".." && !rest.startsWith("../") && !isAbsolute(rest));
}
