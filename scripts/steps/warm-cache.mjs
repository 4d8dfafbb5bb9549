import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./places.mjs";
import { run } from "./run.mjs";
import { once } from "./stamp.mjs";

/**
 * One test installs the packed packages into an empty project. An install from a lockfile leaves no package metadata behind,
 * so it is asked for once, here, while there is a network; offline that test is then as good as online.
 */
export async function warmCache(say) {
  const manifests = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name, "package.json"));
  const lockfile = join(root, "pnpm-lock.yaml");
  await once("metadata", { files: [lockfile, ...manifests] }, async () => {
    say("noting what packages depend on, for work without a network");
    const catalog = readCatalog(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"));
    const names = manifests.flatMap((path) => Object.keys(JSON.parse(readFileSync(path, "utf8")).dependencies ?? {}));
    const dependencies = Object.fromEntries(
      [...new Set(names)].filter((name) => catalog.has(name)).map((name) => [name, catalog.get(name)]),
    );
    const folder = mkdtempSync(join(tmpdir(), "autotest-metadata-"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "metadata", private: true, dependencies }));
    // Without a network this fails and is no reason to stop: only that one test will say it could not run.
    await run("pnpm", ["install", "--lockfile-only", "--prefer-offline", "--ignore-workspace", "--reporter=silent"], {
      cwd: folder,
    });
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The catalog's lines, `name: version`. */
function readCatalog(text) {
  const [, block = ""] = text.split(/^catalog:\n/m);
  const lines = block.split(/^\S/m)[0]?.split("\n") ?? [];
  return new Map(
    lines
      .map((line) => /^ {2}"?([^":]+|@[^":]+)"?: ["']?([^"'\s]+)/.exec(line))
      .filter(Boolean)
      .map(([, name, version]) => [name, version]),
  );
}
