import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Manifest, readManifest } from "./read-manifest.js";

/** An installed package. */
export interface InstalledPackage {
  /** Real folder, absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** What to import, absolute, or why it cannot be told. */
  readonly entry: { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: string };
}

/** Looks a package up the way the project itself would see it; null when it is not installed there. */
export async function findPackage(projectRoot: string, name: string): Promise<InstalledPackage | null> {
  const require = createRequire(join(projectRoot, "package.json"));
  const folders = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
  const found = folders.find((folder) => existsSync(join(folder, "package.json")));
  if (found === undefined) return null;
  const folder = await realpath(found);
  const reading = await readManifest(join(folder, "package.json"));
  if (!reading.ok) {
    return {
      folder,
      manifest: { keywords: [], dependencies: [] },
      entry: { ok: false, reason: `its package.json cannot be read: ${reading.reason}` },
    };
  }
  return { folder, manifest: reading.manifest, entry: findEntry(require, name, folder, reading.manifest) };
}

function findEntry(
  require: NodeJS.Require,
  name: string,
  folder: string,
  manifest: Manifest,
): InstalledPackage["entry"] {
  try {
    return { ok: true, file: require.resolve(name) };
  } catch (error) {
    // `require` does not see entries that are for `import` only, which is how many ESM packages are published.
    const target = importTarget(manifest.exports);
    if (target !== null && existsSync(join(folder, target))) return { ok: true, file: join(folder, target) };
    const reason = target === null ? messageOf(error) : `its entry ${target} does not exist (was it built?)`;
    return { ok: false, reason };
  }
}

/** The file a plain `import` of the package means, by the conditions Node applies. */
function importTarget(exports: unknown): string | null {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null || Array.isArray(exports)) return null;
  for (const [key, value] of Object.entries(exports)) {
    if (![".", "import", "node", "default", "module-sync"].includes(key)) continue;
    const target = importTarget(value);
    if (target !== null) return target;
  }
  return null;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
