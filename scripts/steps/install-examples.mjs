import { join } from "node:path";
import { root } from "./places.mjs";
import { must } from "./run.mjs";
import { once } from "./stamp.mjs";

/** Installs what the TypeScript example needs to run its own tests: mocha and tsx. */
export async function installExamples(say) {
  const folder = join(root, "examples", "typescript");
  await once(
    "example-typescript",
    {
      files: [join(folder, "package-lock.json"), join(folder, "package.json")],
      results: [join(folder, "node_modules", "mocha")],
    },
    async () => {
      say("installing mocha and tsx for the TypeScript example");
      await must(
        "Installing the example's packages",
        "npm",
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
        { cwd: folder },
      );
    },
  );
}
