import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Where this user's programs keep what they can make again: `$XDG_CACHE_HOME/autotest`, else `~/.cache/autotest`; on macOS
 * `~/Library/Caches/autotest`, on Windows `%LOCALAPPDATA%\autotest\cache`. Null for a user whose home is not there: none is made.
 */
export function userCacheFolder(
  env: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform = process.platform,
): string | null {
  const { XDG_CACHE_HOME = "", LOCALAPPDATA = "", HOME = "" } = env;
  if (platform === "win32" && LOCALAPPDATA !== "") return join(LOCALAPPDATA, "autotest", "cache");
  if (isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, "autotest");
  const home = isAbsolute(HOME) ? HOME : homedir();
  if (!existsSync(home)) return null;
  return platform === "darwin" ? join(home, "Library", "Caches", "autotest") : join(home, ".cache", "autotest");
}
