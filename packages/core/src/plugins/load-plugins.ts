import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { PluginFactory } from "../contracts/index.js";
import { PluginLoadError, type PluginProblem } from "../errors/plugin-load-error.js";
import { discoverPlugins } from "./discover-plugins.js";
import { findPackage } from "./find-package.js";
import { installCommand } from "./install-command.js";
import { createRegistry, type LoadedPlugin, type PluginOrigin, type Registry } from "./registry.js";
import { validatePlugin } from "./validate-plugin.js";

/** Where plugins come from. */
export interface LoadPluginsOptions {
  /** Absolute. Plugins are looked up as this project would see them. */
  readonly projectRoot: string;
  /** `plugins` of the configuration: package names, or paths starting with `./`. Switches discovery off, the given and bundled sets stay. */
  readonly explicit?: readonly string[];
  /** Factories the caller hands in. They win over a package of the same name. */
  readonly given?: readonly PluginFactory[];
  /** First-party factories the CLI ships. A copy of the project's own wins over the one of the same name. */
  readonly builtIn?: readonly PluginFactory[];
}

type Attempt =
  | { readonly ok: true; readonly loaded: LoadedPlugin }
  | { readonly ok: false; readonly name?: string; readonly problems: readonly PluginProblem[] };

/** Finds, imports, validates, registers and freezes plugins. Rejects with one `PluginLoadError` that holds every problem of every plugin. */
export async function loadPlugins(options: LoadPluginsOptions): Promise<Registry> {
  const { projectRoot, explicit, given = [], builtIn = [] } = options;
  const bundled = builtIn.map((factory) => construct(factory, "bundled", "a bundled plugin"));
  const bundledNames = new Set(bundled.flatMap((attempt) => (attempt.ok ? [attempt.loaded.plugin.name] : [])));
  const discovery =
    explicit === undefined ? await discoverPlugins(projectRoot) : { names: [...new Set(explicit)], problems: [] };

  const own: Attempt[] = given.map((factory) => construct(factory, "given", "a plugin handed in by the caller"));
  const ownNames = new Set(own.flatMap((attempt) => (attempt.ok ? [attempt.loaded.plugin.name] : [])));
  for (const name of discovery.names) {
    if (ownNames.has(name)) continue;
    const attempt = await open(projectRoot, name, explicit === undefined ? "project" : "config");
    // A first-party plugin named in the configuration need not be installed again.
    if (attempt === null && bundledNames.has(name)) continue;
    own.push(attempt ?? missing(projectRoot, name));
    ownNames.add(name);
  }

  const attempts = [...own, ...bundled.filter((attempt) => !attempt.ok || !ownNames.has(attempt.loaded.plugin.name))];
  const problems = discovery.problems.filter(({ plugin }) => !bundledNames.has(plugin));
  for (const attempt of attempts) if (!attempt.ok) problems.push(...attempt.problems);
  const loaded = attempts.flatMap((attempt) => (attempt.ok ? [attempt.loaded] : []));
  return settle(loaded, problems);
}

/** Registers what could be loaded even when something failed, so that clashes are part of the one error. */
function settle(loaded: readonly LoadedPlugin[], problems: readonly PluginProblem[]): Registry {
  try {
    const registry = createRegistry(loaded);
    if (problems.length === 0) return registry;
  } catch (error) {
    throw error instanceof PluginLoadError ? new PluginLoadError([...problems, ...error.problems]) : error;
  }
  throw new PluginLoadError(problems);
}

/** Imports one plugin; null when it is not there. */
async function open(projectRoot: string, name: string, origin: PluginOrigin): Promise<Attempt | null> {
  if (name.startsWith("./") || name.startsWith("../") || isAbsolute(name)) {
    const file = resolve(projectRoot, name);
    return existsSync(file) ? importPlugin(file, name, origin, file) : null;
  }
  const found = await findPackage(projectRoot, name);
  if (found === null) return null;
  if (!found.entry.ok)
    return problem(
      name,
      "unresolvable",
      `cannot be resolved: ${found.entry.reason}`,
      `Reinstall it: ${installCommand(projectRoot, name)}`,
    );
  return importPlugin(found.entry.file, name, origin, found.folder, found.manifest.name ?? name);
}

async function importPlugin(
  file: string,
  label: string,
  origin: PluginOrigin,
  path: string,
  expected?: string,
): Promise<Attempt> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (error) {
    return problem(label, "throws", `failed to load: ${messageOf(error)}`, `Reinstall, update or remove ${label}.`);
  }
  return construct(module.default, origin, label, path, expected);
}

function construct(factory: unknown, origin: PluginOrigin, label: string, path?: string, expected?: string): Attempt {
  if (typeof factory !== "function")
    return problem(
      label,
      "no-factory",
      "its default export is not a function that returns a plugin",
      `Report it to the author of ${label}.`,
    );
  let value: unknown;
  try {
    value = (factory as PluginFactory)();
  } catch (error) {
    return problem(label, "throws", `its factory threw: ${messageOf(error)}`, `Update or remove ${label}.`);
  }
  const name = (value as { name?: unknown } | null)?.name;
  const validation = validatePlugin(
    value,
    path === undefined && typeof name === "string" && name !== "" ? name : label,
    expected,
  );
  if (!validation.ok) return validation;
  return {
    ok: true,
    loaded: Object.freeze({ plugin: validation.plugin, origin, ...(path === undefined ? {} : { path }) }),
  };
}

function missing(projectRoot: string, name: string): Attempt {
  const isFile = name.startsWith(".") || isAbsolute(name);
  const fix = isFile
    ? 'Correct the path under "plugins" in the configuration; it is relative to the project.'
    : `Run: ${installCommand(projectRoot, name)}`;
  return problem(name, "missing", isFile ? "does not exist" : "is not installed in this project", fix);
}

function problem(plugin: string, code: string, message: string, fix: string): Attempt {
  return { ok: false, problems: [{ plugin, code, message, fix }] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
