import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { must } from "./run.mjs";
import { once } from "./stamp.mjs";

/** Installs the workspace from its lockfile; nothing happens when lockfile and manifests are as they were. */
export async function installPackages(say, pnpmVersion) {
  const packages = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  await once(
    "packages",
    {
      files: [
        join(root, "pnpm-lock.yaml"),
        join(root, "package.json"),
        join(root, "pnpm-workspace.yaml"),
        ...packages.map((path) => join(path, "package.json")),
      ],
      facts: [pnpmVersion, process.versions.modules],
      results: [join(root, "node_modules", ".modules.yaml")],
    },
    async () => {
      say("installing packages");
      await must("Installing packages", "pnpm", [
        "install",
        "--frozen-lockfile",
        "--prefer-offline",
        "--reporter=append-only",
      ]);
    },
  );
}
