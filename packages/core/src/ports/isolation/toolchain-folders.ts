import { existsSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin } from "./is-within.js";

const MOST_LINKS = 20;
const PARTS: readonly string[] = ["lib", "lib64", "include"];

/**
 * The folders an installed program needs to run: those around every link on the way to it, since runtimes find their
 * libraries from where they stand. `~/.pyenv/versions/3.12/bin/python` needs `~/.pyenv/versions/3.12`. What would show
 * the whole home folder is narrowed to the folders programs live in.
 */
export function toolchainFolders(program: string, home: string): readonly string[] {
  const places = new Set<string>();
  let place = program;
  for (let step = 0; step < MOST_LINKS; step += 1) {
    places.add(place);
    try {
      place = resolve(dirname(place), readlinkSync(place));
    } catch {
      break;
    }
  }
  try {
    places.add(realpathSync(program));
  } catch {
    // A program that is not there is reported when it is started.
  }
  return [...new Set([...places].flatMap((one) => around(dirname(one), home)))];
}

function around(folder: string, home: string): readonly string[] {
  if (!["bin", "sbin", "Scripts"].includes(basename(folder))) return isTooWide(folder, home) ? [] : [folder];
  const prefix = dirname(folder);
  if (!isTooWide(prefix, home)) return [prefix];
  return [folder, ...PARTS.map((part) => join(prefix, part)).filter((path) => existsSync(path))];
}

/** The home folder, what is above it, and the place below it where programs keep keys beside their libraries. */
function isTooWide(folder: string, home: string): boolean {
  return isWithin(home, folder) || folder === join(home, ".local");
}
