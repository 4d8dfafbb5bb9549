import { existsSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AutotestError, type Config, ConfigError, parseConfig } from "@autotest/core";
import { candidateRoots, findRoot } from "./find-root.js";
import { rememberLocator } from "./locate-issue.js";
import { openExplorer } from "./open-explorer.js";
import type { ParsedData } from "./parse-data.js";

/** The project and its settings. */
export interface LoadedConfig {
  readonly config: Config;
  /** Absolute. */
  readonly root: string;
  /** Where the settings came from, relative to `cwd`; null without a file. */
  readonly source: string | null;
}

/** Finds and reads the configuration. Throws a `ConfigError`, or an `AutotestError` for a file that cannot be read. */
export async function loadConfig(cwd: string, file: string | undefined): Promise<LoadedConfig> {
  if (file !== undefined) return { root: findRoot(cwd), ...(await loadNamed(cwd, file)) };
  let parsed: ParsedData | null = null;
  const explorer = openExplorer(async (path, text) => {
    parsed = await parseText(path, text, cwd, nameOf(cwd, path));
    return parsed.value;
  });
  for (const folder of candidateRoots(cwd)) {
    const found = await explorer.search(folder);
    if (found === null || parsed === null) continue;
    const prefix = basename(found.filepath) === "package.json" ? "autotest." : "";
    return {
      root: dirname(found.filepath),
      ...(await settings(nameOf(cwd, found.filepath), found.config, parsed, prefix)),
    };
  }
  return { root: findRoot(cwd), config: {}, source: null };
}

async function loadNamed(cwd: string, file: string): Promise<Pick<LoadedConfig, "config" | "source">> {
  const path = resolve(cwd, file);
  if (!existsSync(path))
    throw new AutotestError("config-invalid", `no such configuration file: ${file}`, { next: "autotest init" });
  const name = nameOf(cwd, path);
  const extension = extname(path);
  if ([".js", ".mjs", ".cjs"].includes(extension))
    return { source: name, config: await parseConfig(await imported(path, name, nodeImport), name) };
  if ([".ts", ".mts", ".cts"].includes(extension))
    return { source: name, config: await parseConfig(await imported(path, name, jitiImport), name) };
  let parsed: ParsedData | null = null;
  const explorer = openExplorer(async (at, text) => {
    parsed = await parseText(at, text, cwd, name);
    return parsed.value;
  });
  const found = await explorer.load(path);
  return await settings(
    name,
    found?.config ?? {},
    parsed ?? { value: {}, locate: () => null },
    basename(path) === "package.json" ? "autotest." : "",
  );
}

/** The parser that knows where keys stand is loaded only where there is a configuration: most projects have none. */
async function parseText(path: string, text: string, cwd: string, source: string): Promise<ParsedData> {
  const isManifest = basename(path) === "package.json";
  const readable = isManifest ? plainJson(path, text, cwd) : text;
  if (isManifest && !text.includes('"autotest"')) return { value: JSON.parse(text) as unknown, locate: () => null };
  const { parseData } = await import("./parse-data.js");
  return parseData(readable, source);
}

async function settings(
  source: string,
  value: unknown,
  parsed: ParsedData,
  prefix: string,
): Promise<Pick<LoadedConfig, "config" | "source">> {
  try {
    return { source, config: await parseConfig(value ?? {}, source) };
  } catch (error) {
    if (error instanceof ConfigError)
      rememberLocator(error, (key) => parsed.locate(key === "" ? key : `${prefix}${key}`));
    throw error;
  }
}

async function imported(path: string, name: string, load: (path: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await load(path);
  } catch (error) {
    throw new AutotestError(
      "config-invalid",
      `${name} could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

async function nodeImport(path: string): Promise<unknown> {
  return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
}

async function jitiImport(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url, { fsCache: false }).import(path, { default: true });
}

/** A package.json may be indented with tabs, which YAML does not take everywhere: bring it into one form first. */
function plainJson(path: string, text: string, cwd: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AutotestError(
      "config-invalid",
      `${nameOf(cwd, path)} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return text.replaceAll("\t", " ");
}

function nameOf(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  return inside === "" || isAbsolute(inside) ? path : inside.replaceAll("\\", "/");
}
