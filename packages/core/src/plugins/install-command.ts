import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const MANAGERS: readonly { readonly lockfile: string; readonly add: string; readonly install: string }[] = [
  { lockfile: "pnpm-lock.yaml", add: "pnpm add -D", install: "pnpm install" },
  { lockfile: "yarn.lock", add: "yarn add -D", install: "yarn install" },
  { lockfile: "bun.lock", add: "bun add -d", install: "bun install" },
  { lockfile: "bun.lockb", add: "bun add -d", install: "bun install" },
  { lockfile: "package-lock.json", add: "npm install -D", install: "npm install" },
];

/** The command that adds a package to this project, or installs what it already lists, by the nearest lockfile upwards. */
export function installCommand(projectRoot: string, name?: string): string {
  for (let folder = projectRoot; ; folder = dirname(folder)) {
    const manager = MANAGERS.find(({ lockfile }) => existsSync(join(folder, lockfile)));
    if (manager !== undefined) return name === undefined ? manager.install : `${manager.add} ${name}`;
    if (folder === dirname(folder)) return name === undefined ? "npm install" : `npm install -D ${name}`;
  }
}
