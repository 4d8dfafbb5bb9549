import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Layout, MutationRequest } from "@autotest/core";
import { createTestContext, type TestContext, type TestContextOptions } from "@autotest/core/testing";

const require = createRequire(import.meta.url);
type PackageName = "@stryker-mutator/core" | "@stryker-mutator/mocha-runner" | "mocha";
const MANIFESTS: { readonly [name in PackageName]: string } = {
  "@stryker-mutator/core": require.resolve("@stryker-mutator/core/package.json"),
  "@stryker-mutator/mocha-runner": require.resolve("@stryker-mutator/mocha-runner/package.json"),
  mocha: require.resolve("mocha/package.json"),
};

/** A project with StrykerJS and Mocha in it, for tests only. */
export function openProject(
  files: { readonly [path: string]: string },
  packages: readonly PackageName[] = Object.keys(MANIFESTS) as PackageName[],
  options: Pick<TestContextOptions, "signal" | "options"> = {},
): Promise<TestContext> {
  return createTestContext({
    ...options,
    files: { "package.json": "{}", ...files },
    prepare: (root) => linkPackages(root, packages),
  });
}

/** Puts packages of this repository into a project, as installing them would. */
export async function linkPackages(
  root: string,
  packages: readonly PackageName[] = Object.keys(MANIFESTS) as PackageName[],
): Promise<void> {
  for (const name of packages) {
    const link = join(root, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(dirname(MANIFESTS[name])), link);
  }
}

/** What a Mocha project asks: its layout has these test files. */
export function requestFor(
  { project }: TestContext,
  testFiles: readonly string[],
  sources: MutationRequest["files"],
  settings: object = {},
): MutationRequest {
  return { project, layout: layoutOf(testFiles, settings), files: sources, concurrency: 2 };
}

/** The layout of a Mocha project with these test files. */
export function layoutOf(testFiles: readonly string[], settings: object = {}): Layout {
  return {
    found: true,
    reason: "",
    testDirectory: "test",
    testFiles,
    command: "npx mocha",
    quote: "single",
    indent: "  ",
    style: "bdd",
    details: { settings: { ui: "bdd", require: [], nodeFlags: [], unread: null, scriptArguments: [], ...settings } },
  };
}
