import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../scripts/steps/run.mjs";
import { MOCHA, NPM } from "../../packages.mjs";

/** Makes one project per package: the published files, with mocha and `extra` in reach. `tests`: with the author's tests. Gives the projects. */
export async function makeNpmProjects(base, { packages = NPM, extra = [], tests = false } = {}) {
  const originals = join(base, "npm-originals");
  if (!existsSync(join(originals, "node_modules"))) {
    mkdirSync(originals, { recursive: true });
    writeFileSync(join(originals, "package.json"), '{ "private": true }');
    const pinned = packages.map(({ name, version }) => `${name}@${version}`);
    await must(
      "Installing packages",
      "npm",
      ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...MOCHA, ...extra, ...pinned],
      { cwd: originals, env: process.env },
    );
  }
  return packages.map(({ name, version, modules, mocha = [], tsx = false }) => ({
    language: "javascript",
    name,
    version,
    modules,
    mocha,
    tsx,
    folder: fresh(base, originals, name, { tsx, tests }),
  }));
}

/** The package as its author would have it: its files at the root, its own tests left out unless wanted, mocha among its packages. */
function fresh(base, originals, name, { tsx, tests }) {
  const folder = join(base, "projects", `npm-${name}`);
  const left = tests ? /\/node_modules$/ : /\/(node_modules|test|tests)$/;
  cpSync(join(originals, "node_modules", name), folder, {
    recursive: true,
    filter: (path) => !left.test(path.slice(originals.length + "/node_modules".length)),
  });
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  writeFileSync(
    join(folder, "package.json"),
    `${JSON.stringify({ ...manifest, mocha: undefined, devDependencies: { mocha: "11.8.0", ...(tsx ? { tsx: "4.23.15" } : {}) } }, null, 2)}\n`,
  );
  if (tsx) writeFileSync(join(folder, ".mocharc.json"), '{ "node-option": ["import=tsx"] }\n');
  // Every other package stays in reach, but not the one under test.
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  for (const entry of readdirSync(join(originals, "node_modules"))) {
    if (entry !== name && !existsSync(join(folder, "node_modules", entry)))
      symlinkSync(join(originals, "node_modules", entry), join(folder, "node_modules", entry));
  }
  return folder;
}
