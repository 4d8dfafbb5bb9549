import { existsSync, readFileSync } from "node:fs";

/** The rows of an earlier table, as written for machines; none without one. */
export function rowsOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).rows : [];
}

/** `only` is a list of parts of names with commas between; without it everything is wanted. */
export function isWanted(name, only) {
  return only === undefined || only.split(",").some((part) => name.includes(part));
}
