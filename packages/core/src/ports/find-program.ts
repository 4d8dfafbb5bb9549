import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Where a program is, absolute or as given with a `/`; null when it cannot be run. `path` is a PATH variable. */
export function findProgram(file: string, path: string): string | null {
  const places =
    isAbsolute(file) || file.includes("/") ? [file] : path.split(delimiter).map((folder) => join(folder, file));
  return places.find(isExecutable) ?? null;
}

function isExecutable(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return statSync(place).isFile();
  } catch {
    return false;
  }
}
