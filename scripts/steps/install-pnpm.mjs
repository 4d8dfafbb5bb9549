import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, tools } from "./places.mjs";
import { must } from "./run.mjs";

/** Puts the pnpm that package.json names into .tools, so that nothing global is needed or changed. Gives its version. */
export async function installPnpm(say) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = packageManager.replace(/^pnpm@/, "").replace(/\+.*$/, "");
  const manifest = join(tools, "node_modules", "pnpm", "package.json");
  const found = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : null;
  if (found === version) return version;
  say(`installing pnpm ${version} into .tools`);
  await must(
    "Installing pnpm",
    "npm",
    [
      "install",
      "--prefix",
      tools,
      "--no-save",
      "--no-package-lock",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      `pnpm@${version}`,
    ],
    {
      env: process.env,
    },
  );
  return version;
}
