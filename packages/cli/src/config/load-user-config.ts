import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError, parseConfig } from "@autotest/core";
import { rememberLocator } from "./locate-issue.js";
import { userFolder } from "./user-folder.js";

/** First hit wins. */
const NAMES: readonly string[] = ["config.yaml", "config.yml", "config.json"];

/** The user's own settings. */
export interface UserConfig {
  readonly config: Config;
  /** Where they came from, absolute; null without a file. */
  readonly source: string | null;
}

/**
 * Reads the user's own configuration, which may hold what a project file may not: a key, an address, prices, `sandbox: off`. It
 * lies in {@link userFolder}.
 */
export async function loadUserConfig(
  env: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform = process.platform,
): Promise<UserConfig> {
  const folder = userFolder(env, platform);
  const source = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (source === undefined) return { config: {}, source: null };
  const { parseData } = await import("./parse-data.js");
  const parsed = parseData(readFileSync(source, "utf8"), source);
  try {
    return { config: await parseConfig(parsed.value ?? {}, source, { trusted: true }), source };
  } catch (error) {
    if (error instanceof ConfigError) rememberLocator(error, parsed.locate);
    throw error;
  }
}
