import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PluginFactory } from "../contracts/index.js";
import { createHooks } from "../hooks/hooks.js";
import { CONTRIBUTION_KINDS, KIND_NAMES } from "../plugins/contribution-kind.js";
import { isPluginName, PLUGIN_KEYWORD } from "../plugins/discover-plugins.js";
import { createRegistry } from "../plugins/registry.js";
import { tapPlugins } from "../plugins/tap-plugins.js";
import { validatePlugin } from "../plugins/validate-plugin.js";
import { PLACEHOLDERS, readTemplate } from "../prompts/read-template.js";
import type { ContractTest } from "./contract-test.js";

/** What is looked at besides the factory. */
export interface PluginFixture {
  /** Folder with the package's package.json, absolute. Absent: the manifest is not looked at. */
  readonly folder?: string;
}

/** The promises of a plugin package: its shape, its manifest, and that core finds its contributions. */
export function testPlugin(factory: PluginFactory, fixture: PluginFixture = {}): readonly ContractTest[] {
  const { folder } = fixture;
  const tests: ContractTest[] = [
    {
      name: "plugin passes the validation of the loader",
      async run() {
        assert.equal(typeof factory, "function", "the default export has to be a function");
        const validation = validatePlugin(factory(), "this plugin");
        assert.deepEqual(validation.ok ? [] : validation.problems.map(({ message }) => message), []);
      },
    },
    {
      name: "plugin factory gives the same contributions each time",
      async run() {
        assert.deepEqual(contributionsOf(factory), contributionsOf(factory));
      },
    },
    {
      name: "plugin is registered and answers for its ids",
      async run() {
        const plugin = factory();
        const registry = createRegistry([{ plugin, origin: "given" }]);
        const hooks = createHooks();
        tapPlugins(hooks, registry);
        for (const kind of KIND_NAMES) {
          for (const { id } of plugin[kind] ?? []) {
            const found = await hooks[CONTRIBUTION_KINDS[kind].hook].promise(id);
            assert.equal(
              (found as { id?: unknown } | undefined)?.id,
              id,
              `${CONTRIBUTION_KINDS[kind].hook} does not answer for "${id}"`,
            );
          }
        }
      },
    },
  ];
  for (const { id, templates } of factory().prompts ?? [])
    tests.push({
      name: `prompt pack "${id}" puts nothing into braces that is not filled in`,
      async run() {
        for (const [task, text] of Object.entries(templates))
          assert.deepEqual(
            readTemplate(text).untouched,
            [],
            `template ${task}; the names are ${PLACEHOLDERS.join(", ")}`,
          );
      },
    });
  if (folder !== undefined)
    tests.push({ name: "plugin package can be discovered and resolved", run: () => checkManifest(folder, factory) });
  return tests;
}

function contributionsOf(factory: PluginFactory): readonly string[] {
  const plugin = factory();
  return [
    plugin.name,
    plugin.version,
    ...KIND_NAMES.flatMap((kind) => (plugin[kind] ?? []).map(({ id }) => `${kind} ${id}`)),
    ...(plugin.prompts ?? []).map((pack) => JSON.stringify(pack)),
  ];
}

async function checkManifest(folder: string, factory: PluginFactory): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly type?: string;
    readonly keywords?: readonly string[];
    readonly exports?: { readonly [key: string]: unknown };
    readonly dependencies?: { readonly [name: string]: string };
    readonly peerDependencies?: { readonly [name: string]: string };
  };
  assert.equal(factory().name, manifest.name, "the plugin has to carry the name of its package");
  assert.ok(
    isPluginName(manifest.name),
    `${manifest.name} fits none of @autotest/<kind>-*, autotest-<kind>-*, @scope/autotest-<kind>-*`,
  );
  assert.ok(manifest.keywords?.includes(PLUGIN_KEYWORD), `the keywords lack "${PLUGIN_KEYWORD}"`);
  assert.equal(manifest.type, "module", 'package.json needs "type": "module"');
  assert.ok(
    manifest.peerDependencies?.["@autotest/core"],
    "@autotest/core has to be a peer dependency, so that there is one core",
  );
  assert.ok(!manifest.dependencies?.["@autotest/core"], "@autotest/core may not be a dependency of its own");
  const entry = manifest.exports?.["."];
  const isReachable = typeof entry === "string" || (typeof entry === "object" && entry !== null && "default" in entry);
  assert.ok(isReachable, 'exports["."] needs a "default" condition, so that the loader can resolve it');
}
