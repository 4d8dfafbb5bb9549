import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "./read-document.js";
import { type Ended, TemporaryProject, withTools } from "./temporary-project.js";
import { type Manifest, repository, workspacePackages } from "./workspace-packages.js";

const pnpm = join(repository, ".tools", "node_modules", "pnpm", "bin", "pnpm.cjs");

/**
 * What somebody outside this repository does: install the published command and a plugin of their own into an empty project.
 * "Published" is what `pnpm pack` makes; third-party packages come from the store that installing the workspace filled.
 */
/** The command line and what it brings along; a plugin with a large peer is installed by who wants it. */
const commandLine = workspacePackages.find(({ folder }) => folder === "cli");
const brought = workspacePackages.filter(
  (one) => one === commandLine || commandLine?.manifest.dependencies?.[one.manifest.name] !== undefined,
);

describe("packed and installed into an empty project", () => {
  const project = new TemporaryProject();
  const tarballs = join(project.base, "tarballs");
  const plugin = join(project.base, "plugin");
  let pluginManifest: Manifest;
  let installed: Ended;

  const run = (cwd: string, ...args: string[]): Promise<Ended> =>
    project.run(process.execPath, [pnpm, ...args], { cwd, env: { ...process.env, ...withTools() } });

  async function pack(folder: string): Promise<string> {
    const before = new Set(readdirSync(tarballs));
    const packed = await run(folder, "pack", "--pack-destination", tarballs);
    const [file] = readdirSync(tarballs).filter((name) => !before.has(name));
    if (file === undefined) throw new Error(`nothing was packed in ${folder}: ${packed.stdout}${packed.stderr}`);
    return `file:${join(tarballs, file)}`;
  }

  beforeAll(async () => {
    mkdirSync(tarballs);
    cpSync(join(repository, "templates", "plugin"), plugin, {
      recursive: true,
      filter: (path) => !/node_modules|\.tgz$/.test(path),
    });
    // The author's own `npm install`, from what is here already: a plugin is built with nothing but core and a compiler.
    mkdirSync(join(plugin, "node_modules", "@autotest"), { recursive: true });
    mkdirSync(join(plugin, "node_modules", "@types"));
    symlinkSync(join(repository, "packages", "core"), join(plugin, "node_modules", "@autotest", "core"));
    for (const name of ["typescript", "vitest", "@types/node", ".bin"]) {
      symlinkSync(join(repository, "node_modules", name), join(plugin, "node_modules", name));
    }
    pluginManifest = JSON.parse(readFileSync(join(plugin, "package.json"), "utf8")) as Manifest;
    const own: { [name: string]: string } = {};
    for (const { manifest, path } of workspacePackages) own[manifest.name] = await pack(path);
    const template = await pack(plugin);
    const store = await run(repository, "store", "path", "--silent");
    project.write({
      "package.json": JSON.stringify({
        name: "empty",
        private: true,
        type: "module",
        dependencies: {
          "@autotest/cli": own["@autotest/cli"],
          "@autotest/core": own["@autotest/core"],
          [pluginManifest.name]: template,
        },
        // The packed packages name each other by version; here those versions are the tarballs.
        pnpm: { overrides: own },
      }),
      "generated.py": "# @generated\ndef double(n: int) -> int:\n    return n + n\n",
      "sign.py": "def sign(n: int) -> int:\n    if n < 0:\n        return -1\n    return 1 if n else 0\n",
    });
    // Scripts stay off: nothing of ours may need them.
    installed = await run(
      project.folder,
      "install",
      "--prefer-offline",
      "--ignore-scripts",
      "--store-dir",
      store.stdout.trim(),
    );
  });
  afterAll(() => project.remove());

  const autotest = (...args: string[]): Promise<Ended> => run(project.folder, "exec", "autotest", ...args);

  it("installs, with no version left to a registry", () => {
    expect(installed.code, installed.stdout + installed.stderr).toBe(0);
  });

  it("packs no sources, no tests, and no workspace ranges", () => {
    const scope = dirname(realpathSync(join(project.folder, "node_modules", "@autotest", "cli")));
    for (const { manifest } of brought) {
      const folder = join(scope, basename(manifest.name));
      const packed = readFileSync(join(folder, "package.json"), "utf8");
      expect(packed, manifest.name).not.toMatch(/workspace:|catalog:/);
      expect(readdirSync(folder), manifest.name).not.toContain("src");
    }
  });

  it("discovers the plugin that lives outside the repository", async () => {
    const ended = await autotest("plugins", "--json");
    expect(ended.code, ended.stderr).toBe(0);
    const { plugins } = JSON.parse(ended.stdout) as {
      plugins: { name: string; origin: string; version: string; contributions: string[] }[];
    };
    expect(plugins).toContainEqual(
      expect.objectContaining({ name: pluginManifest.name, version: pluginManifest.version, origin: "project" }),
    );
    expect(plugins.find((one) => one.name === pluginManifest.name)?.contributions.length).toBeGreaterThan(0);
    expect(plugins.filter((one) => one.origin === "bundled").length).toBe(brought.filter((one) => one.isPlugin).length);
  });

  it("passes the contract kit in its own folder", async () => {
    const ended = await project.run(process.execPath, [join(plugin, "node_modules", "vitest", "vitest.mjs"), "run"], {
      cwd: plugin,
    });
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  });

  it("works from the tarballs alone, and uses the plugin: its tap leaves a generated file out", async () => {
    const ended = await autotest("generate", "--json");
    expect(ended.code, ended.stderr).toBe(0);
    const { files } = readDocument(ended);
    expect(files.map((file) => file.path)).toEqual(["sign.py"]);
    expect(files[0]?.tests).toBeGreaterThanOrEqual(3);
    expect(readFileSync(join(project.folder, "tests", "test_sign.py"), "utf8")).toMatch(/sign\(/);
  });

  it("tells which plugin is broken once its apiVersion does not fit", async () => {
    const entry = join(project.folder, "node_modules", pluginManifest.name, "dist", "index.js");
    const text = readFileSync(entry, "utf8");
    expect(text).toMatch(/apiVersion/);
    writeFileSync(
      entry,
      `export default () => ({ name: ${JSON.stringify(pluginManifest.name)}, version: ${JSON.stringify(pluginManifest.version)}, apiVersion: 2 });\n`,
    );
    const ended = await autotest("plugins");
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(pluginManifest.name);
    expect(ended.stderr).toMatch(/plugin API 2/);
  });
});
