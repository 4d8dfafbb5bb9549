import type { Context, Layout, Project } from "@autotest/core";
import type { MochaDetails } from "./details.js";
import { isXunit, type MochaSettings, readSettings } from "./mocha-settings.js";
import { readFormatter } from "./read-formatter.js";
import { importedFiles, readStyle } from "./read-style.js";
import { findTests, isInTestFolder } from "./test-files.js";
import { isTranspiled, typescriptRunner } from "./typescript-runner.js";

const STYLE_SAMPLE = 60;
const SOURCE_SAMPLE = 12;
/** Tools whose own default is 80 columns. */
const FORMATTERS: ReadonlySet<string> = new Set(["prettier", "@biomejs/biome", "standard", "xo", "dprint"]);

/** Looks at a project's files for Mocha's configuration, tests and habits; runs nothing. */
export async function detect(project: Project, ctx: Context): Promise<Layout> {
  const { root } = project;
  const options = project.options["fw-mocha"] ?? {};
  const manifest = await readManifest(root, ctx);
  const settings = await readSettings(root, manifest, ctx);
  const dependencies = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((key) =>
    Object.keys((manifest[key] as object | undefined) ?? {}),
  );
  const files = await ctx.fs.glob(root, ["**/*.{js,mjs,cjs,ts,mts,cts,jsx,tsx}"], {
    ignore: ["dist/**", "build/**", "coverage/**"],
  });
  const testFiles = findTests(files, settings);
  const texts = await readAll(root, testFiles.slice(0, STYLE_SAMPLE), ctx);
  const sources = await readAll(root, files.filter((file) => !testFiles.includes(file)).slice(0, SOURCE_SAMPLE), ctx);
  const tests = readStyle([...texts.values()]);
  const source = readStyle([...sources.values()]);
  const formatter = await readFormatter(root, manifest, ctx);
  const isFormatted = formatter !== null || dependencies.some((name) => FORMATTERS.has(name));
  const names = testFiles.map(nameOf);
  const testDirectory = chooseFolder(options.testDirectory, settings, testFiles, files);
  const beside = testFiles.length > 0 && share(testFiles, (file) => !isInTestFolder(file)) > 0.5;

  const details: MochaDetails = {
    settings,
    style: oneOf(options.style, ["bdd", "xunit"]),
    placement: oneOf(options.placement, ["mirror", "flat", "beside"]),
    packageType: manifest.type === "module" ? "module" : "commonjs",
    infix: mostly(names.map((name) => name.infix)) ?? infixOf(settings) ?? ".test",
    extension: mostly(names.map((name) => name.extension)) ?? null,
    modules: tests.modules,
    importEnding: tests.importEnding,
    beside,
    nested: testFiles.some((file) => file.slice(testDirectory.length + 1).includes("/")),
    targets: Object.fromEntries([...texts].map(([file, text]) => [file, importedFiles(file, text)])),
    assertions:
      oneOf(options.assertions, ["node", "chai-expect", "chai-assert"]) ??
      tests.assertions ??
      (dependencies.includes("chai") ? "chai-expect" : "node"),
    semicolons: formatter?.semicolons ?? tests.semicolons ?? source.semicolons ?? true,
    isFormatted,
    width: formatter?.width ?? (isFormatted ? 80 : 100),
    typescript: typescriptRunner(settings),
    transpiled: isTranspiled(settings),
    dependencies,
    install: await installCommand(root, manifest, ctx),
  };
  const isDependency = dependencies.includes("mocha") || dependencies.includes("ts-mocha");
  const looksLikeMocha =
    [...texts.values()].some((text) => /\bdescribe\(|\bsuite\(/.test(text)) && !usesOther(dependencies);
  const found = settings.found.length > 0 || isDependency || looksLikeMocha;
  return {
    found,
    reason: reasonFor(settings, isDependency, looksLikeMocha ? testFiles : []),
    testDirectory,
    testFiles,
    command: settings.scriptArguments.length > 0 || hasScriptSpec(settings) ? "npm test" : "npx mocha",
    quote: oneOf(options.quote, ["single", "double"]) ?? formatter?.quote ?? tests.quote ?? source.quote ?? "single",
    indent: formatter?.indent ?? tests.indent ?? source.indent ?? "  ",
    style: details.style ?? (isXunit(settings) ? "xunit" : "bdd"),
    details: { ...details },
  };
}

/** package.json as data; empty when there is none or it cannot be read. */
export async function readManifest(root: string, ctx: Context): Promise<{ readonly [key: string]: unknown }> {
  try {
    const value: unknown = JSON.parse(await ctx.fs.readText(`${root}/package.json`));
    return typeof value === "object" && value !== null ? (value as { readonly [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}

/** How the project's package manager adds a development dependency. */
export async function installCommand(
  root: string,
  manifest: { readonly [key: string]: unknown },
  ctx: Context,
): Promise<string> {
  const named = String(manifest.packageManager ?? "").split("@")[0];
  const has = (name: string): Promise<boolean> => ctx.fs.exists(`${root}/${name}`);
  if (named === "pnpm" || (await has("pnpm-lock.yaml"))) return "pnpm add -D";
  if (named === "yarn" || (await has("yarn.lock"))) return "yarn add -D";
  if (named === "bun" || (await has("bun.lock")) || (await has("bun.lockb"))) return "bun add -d";
  return "npm i -D";
}

/** Base name of a test file, taken apart: `parse.spec.ts` is `parse`, `.spec`, `.ts`. */
export function nameOf(path: string): { readonly base: string; readonly infix: string; readonly extension: string } {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const match = /^(.*?)((?:[.\-_](?:test|tests|spec|unit|unit\.test))?)(\.[cm]?[jt]sx?)$/.exec(file);
  return { base: match?.[1] ?? file, infix: match?.[2] ?? "", extension: match?.[3] ?? "" };
}

function chooseFolder(
  option: unknown,
  settings: MochaSettings,
  testFiles: readonly string[],
  files: readonly string[],
): string {
  if (typeof option === "string" && option !== "") return option.replace(/^\.\/|\/$/g, "");
  const roots = testFiles
    .map((file) => /^(.*?(?:^|\/)(?:tests?|specs?|__tests__))\//.exec(file)?.[1])
    .filter((folder) => folder !== undefined);
  const used = mostly(roots);
  if (used !== undefined) return used;
  for (const pattern of settings.spec) {
    const fixed = pattern.split("/").filter((part) => part !== "" && part !== ".");
    const until = fixed.findIndex((part) => /[*?{}[\]()!+@]/.test(part));
    const folder = fixed.slice(0, until < 0 ? fixed.length : until).filter((part) => !/\.[cm]?[jt]sx?$/.test(part));
    const holdsSources =
      /^(src|lib|app|source|packages|node_modules)$/.test(folder[0] ?? "") && !/test|spec/.test(folder.join("/"));
    if (folder.length > 0 && !holdsSources) return folder.join("/");
  }
  return files.some((file) => file.startsWith("tests/")) ? "tests" : "test";
}

/** What the configured patterns ask of a name: `.spec` of `test/*.spec.js`. */
function infixOf({ spec }: MochaSettings): string | undefined {
  return spec
    .map((pattern) => /\*([.\-_](?:tests?|spec))\.[^/]*$/.exec(pattern)?.[1])
    .find((infix) => infix !== undefined);
}

function hasScriptSpec(settings: MochaSettings): boolean {
  const isOnlyScript = settings.found.every((place) => place.startsWith("script "));
  return isOnlyScript && settings.found.length > 0 && (settings.spec[0] !== "./test" || settings.nodeFlags.length > 0);
}

function usesOther(dependencies: readonly string[]): boolean {
  return ["jest", "vitest", "jasmine", "ava", "@jest/globals", "uvu"].some((name) => dependencies.includes(name));
}

function reasonFor(settings: MochaSettings, isDependency: boolean, testFiles: readonly string[]): string {
  const reasons = [...settings.found, ...(isDependency ? ["mocha in package.json"] : [])];
  if (testFiles.length > 0) reasons.push(`${testFiles.length} test file${testFiles.length === 1 ? "" : "s"}`);
  if (reasons.length === 0) return "no configuration, dependency or tests of Mocha";
  const unread =
    settings.unread === null ? "" : ` (${settings.unread} is code: it is used when tests run, but was not read)`;
  const broken = settings.broken === null ? "" : ` (not readable: ${settings.broken})`;
  return `${reasons.join(", ")}${unread}${broken}`;
}

async function readAll(root: string, files: readonly string[], ctx: Context): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    try {
      texts.set(file, await ctx.fs.readText(`${root}/${file}`));
    } catch {
      // A file that cannot be read teaches nothing.
    }
  }
  return texts;
}

function mostly<T>(items: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function share<T>(items: readonly T[], fits: (item: T) => boolean): number {
  return items.filter(fits).length / items.length;
}

/** A setting, if it is one of the words it may be. */
function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
  return words.find((word) => word === value) ?? null;
}
