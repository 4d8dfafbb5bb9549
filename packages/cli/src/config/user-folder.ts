import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Where the user's own settings lie: `$XDG_CONFIG_HOME/autotest`, else `~/.config/autotest`; on Windows `%APPDATA%\autotest`. A
 * relative `XDG_CONFIG_HOME` is to be ignored, says its specification: it would point into the project.
 */
export function userFolder(
  env: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform = process.platform,
): string {
  const { XDG_CONFIG_HOME = "", APPDATA = "", HOME = "" } = env;
  if (platform === "win32" && APPDATA !== "") return join(APPDATA, "autotest");
  if (isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, "autotest");
  return join(isAbsolute(HOME) ? HOME : homedir(), ".config", "autotest");
}
