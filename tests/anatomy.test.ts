import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { plugins, workspacePackages } from "./workspace-packages.js";

describe.each(workspacePackages)("package $folder", ({ folder, path, manifest }) => {
  it("has the manifest every package has", () => {
    expect(manifest).toMatchObject({
      name: `@autotest/${folder}`,
      license: "MIT",
      type: "module",
      engines: { node: ">=20.19" },
      repository: { directory: `packages/${folder}` },
      publishConfig: { access: "public", provenance: true },
      scripts: {
        build: "tsup",
        typecheck: "tsc --noEmit",
        "check:package": "publint --strict && attw --pack --profile esm-only",
      },
    });
    expect(manifest.description).toMatch(/\w{3,}.*\w/);
    expect(manifest.files).toContain("dist");
    expect(manifest, "`main` would bypass `exports`").not.toHaveProperty("main");
    expect(manifest.scripts, "nothing runs at install time").not.toHaveProperty("postinstall");
  });

  it("exports types first, then one default, and its manifest", () => {
    expect(Object.keys(manifest.exports?.["."] as object)).toEqual(["types", "default"]);
    expect(manifest.exports?.["."]).toEqual({ types: "./dist/index.d.ts", default: "./dist/index.js" });
    expect(manifest.exports?.["./package.json"]).toBe("./package.json");
    expect(Object.keys(manifest.exports ?? {})).not.toContain("./*");
  });

  it("takes every third-party version from the catalog", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, range] of Object.entries(all)) {
      expect(range, name).toMatch(name.startsWith("@autotest/") ? /^workspace:/ : /^catalog:$/);
    }
  });

  it("explains itself in a README with the usual sections", () => {
    const readme = readFileSync(join(path, "README.md"), "utf8");
    const sections = [...readme.matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? "");
    for (const wanted of [/^Install/, /^Use/, /^Options/, /^Supports/, /^How it works/]) {
      expect(
        sections.some((section) => wanted.test(section)),
        `${wanted} among ${sections.join(", ")}`,
      ).toBe(true);
    }
  });
});

describe.each(plugins)("plugin $folder", ({ path, manifest }) => {
  it("can be discovered: keyword and name", () => {
    expect(manifest.keywords).toContain("autotest-plugin");
    expect(manifest.name).toMatch(/^@autotest\/[a-z]+-[a-z-]+$/);
  });

  it("peers on core, and depends on no other plugin", () => {
    const { "@autotest/core": core, ...others } = manifest.peerDependencies ?? {};
    expect(core).toBe("workspace:>=0.1.0 <1.0.0");
    for (const name of Object.keys(others)) {
      expect(manifest.peerDependenciesMeta?.[name], `${name} is not for everybody`).toEqual({ optional: true });
    }
    expect(manifest.devDependencies?.["@autotest/core"]).toBe("workspace:*");
    const otherPlugins = plugins.map(({ manifest: other }) => other.name);
    expect(Object.keys(manifest.dependencies ?? {}).filter((name) => otherPlugins.includes(name))).toEqual([]);
    expect(manifest.sideEffects).toBe(false);
  });

  it("default-exports a factory whose plugin names itself as its manifest does", async () => {
    const entry = join(path, "dist", "index.js");
    expect(existsSync(entry), "build first: npm run build").toBe(true);
    const { default: factory } = (await import(pathToFileURL(entry).href)) as {
      default: () => Record<string, unknown>;
    };
    const plugin = factory();
    expect(plugin).toMatchObject({ name: manifest.name, version: manifest.version, apiVersion: 1 });
    const kinds = ["languages", "frameworks", "engines", "models", "mutators", "ciTemplates", "reporters", "prompts"];
    expect(kinds.flatMap((kind) => (plugin[kind] as unknown[] | undefined) ?? []).length).toBeGreaterThan(0);
  });

  it("keeps its index free of logic", () => {
    const lines = readFileSync(join(path, "src", "index.ts"), "utf8").split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
  });
});
