import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly license?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly sideEffects?: unknown;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly main?: string;
  readonly exports?: { readonly [path: string]: unknown };
  readonly scripts?: { readonly [name: string]: string };
  readonly dependencies?: { readonly [name: string]: string };
  readonly devDependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
  readonly peerDependenciesMeta?: { readonly [name: string]: { readonly optional: boolean } };
  readonly publishConfig?: unknown;
  readonly repository?: { readonly directory?: string };
}

export interface WorkspacePackage {
  /** Folder name under `packages/`. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
  /** Everything but core, the command line and what plugins share. */
  readonly isPlugin: boolean;
}

/** The packages of this repository, sorted by folder. */
export const workspacePackages: readonly WorkspacePackage[] = readdirSync(join(repository, "packages"))
  .filter((folder) => existsSync(join(repository, "packages", folder, "package.json")))
  .sort()
  .map((folder) => {
    const path = join(repository, "packages", folder);
    const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Manifest;
    return { folder, path, manifest, isPlugin: !["core", "cli", "python-environment"].includes(folder) };
  });

export const plugins: readonly WorkspacePackage[] = workspacePackages.filter(({ isPlugin }) => isPlugin);
