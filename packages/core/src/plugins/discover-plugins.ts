import { join } from "node:path";
import type { PluginProblem } from "../errors/plugin-load-error.js";
import { findPackage } from "./find-package.js";
import { installCommand } from "./install-command.js";
import { readManifest } from "./read-manifest.js";

/** The keyword that says a package means to be a plugin. */
export const PLUGIN_KEYWORD = "autotest-plugin";

/** `@autotest/<kind>-*`, `autotest-<kind>-*`, `@scope/autotest-<kind>-*`. */
const PLUGIN_NAME: RegExp = /^(?:@autotest\/|(?:@[a-z0-9~._-]+\/)?autotest-)[a-z0-9]+-[a-z0-9._-]+$/;

/** Whether a package of this name may be a plugin at all. */
export function isPluginName(name: string): boolean {
  return PLUGIN_NAME.test(name);
}

/** What discovery found. */
export interface Discovery {
  /** Package names, sorted. */
  readonly names: readonly string[];
  readonly problems: readonly PluginProblem[];
}

/** Plugins among the project's own direct dependencies: the name fits and the manifest carries the keyword. Nothing is imported. */
export async function discoverPlugins(projectRoot: string): Promise<Discovery> {
  const path = join(projectRoot, "package.json");
  const reading = await readManifest(path);
  if (!reading.ok) {
    if (reading.missing) return { names: [], problems: [] };
    const message = `cannot be read: ${reading.reason}`;
    return { names: [], problems: [{ plugin: "package.json", code: "manifest", message, fix: `Repair ${path}.` }] };
  }
  const names: string[] = [];
  const problems: PluginProblem[] = [];
  for (const name of reading.manifest.dependencies.filter(isPluginName).sort()) {
    const installed = await findPackage(projectRoot, name);
    if (installed === null) {
      const message = "is listed in package.json but not installed";
      problems.push({ plugin: name, code: "missing", message, fix: `Run: ${installCommand(projectRoot)}` });
    } else if (installed.manifest.keywords.includes(PLUGIN_KEYWORD)) names.push(name);
  }
  return { names, problems };
}
