import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { must } from "./run.mjs";
import { once } from "./stamp.mjs";

const NOT_SOURCE = new Set(["node_modules", "dist", ".turbo", "README.md"]);

/** Builds every package; turbo knows which of them changed, and is not even asked when none did. */
export async function build(say) {
  const names = readdirSync(join(root, "packages")).sort();
  await once(
    "build",
    {
      facts: [
        process.versions.node,
        ...names.map(fingerprint),
        read("tsup.base.ts"),
        read("tsconfig.base.json"),
        read("pnpm-lock.yaml"),
      ],
      results: names.map((name) => join(root, "packages", name, "dist")),
    },
    async () => {
      say("building packages");
      await must("The build", "turbo", ["run", "build", "--output-logs=errors-only", "--ui=stream"]);
    },
  );
}

function read(file) {
  return readFileSync(join(root, file), "utf8");
}

/** Hash of all source bytes of a package. */
function fingerprint(name) {
  const hash = createHash("sha256");
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (NOT_SOURCE.has(entry.name) || entry.name.endsWith(".test.ts")) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile())
        hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
    }
  };
  visit(join(root, "packages", name));
  return hash.digest("hex");
}
