import { posix } from "node:path";
import type { Analysis, Layout, SourceFile } from "@autotest/core";
import { detailsOf, type MochaDetails } from "./details.js";
import { nameOf } from "./detect.js";
import { withoutExtension } from "./read-style.js";
import { isCollected } from "./test-files.js";

const SOURCE_ROOT = /^(?:src|lib|source|sources|app)$/;

/**
 * Where the suite of `file` belongs: the test file the module already has; else a new one, named and placed like the
 * others, where a plain run of the project's Mocha finds it.
 */
export function place(file: SourceFile, analysis: Extract<Analysis, { ok: true }>, layout: Layout): string {
  const details = detailsOf(layout);
  const extensions = extensionsFor(file.path, analysis.moduleKind, details);
  const existing = findExisting(file.path, extensions, layout, details);
  if (existing !== undefined) return existing;
  const taken = new Set(layout.testFiles);
  const wanted = extensions.flatMap((extension) =>
    stems(file.path, layout, details).map((stem) => `${stem}${extension}`),
  );
  const free = wanted.filter((path) => !taken.has(path) && path !== file.path);
  // Where a person said how tests are placed, that is where they go, even when Mocha must be told to look there.
  const [chosen] = details.placement === null ? [] : free;
  return (
    chosen ??
    free.find((path) => isCollected(path, details.settings)) ??
    free[0] ??
    `${layout.testDirectory}/${flatName(file.path, false)}.test${extensions[0]}`
  );
}

/** Extensions under which a test can import a module of this kind, best first. */
function extensionsFor(source: string, kind: "python" | "esm" | "commonjs", details: MochaDetails): readonly string[] {
  const typed = /\.[cm]?tsx?$/.test(source);
  if (typed) {
    const own = /\.m/.test(posix.extname(source)) ? ".mts" : /\.c/.test(posix.extname(source)) ? ".cts" : ".ts";
    return own === ".ts" ? [".ts"] : [own, ".ts"];
  }
  const compiled = details.transpiled && (details.extension !== null || /\.jsx?$/.test(source));
  // A project that compiles its tests on the way runs either kind under its usual extension.
  if (compiled) return [details.extension ?? ".js", ".js"];
  const fits = details.packageType === "module" ? "esm" : "commonjs";
  return kind === fits ? [".js", kind === "esm" ? ".mjs" : ".cjs"] : [kind === "esm" ? ".mjs" : ".cjs"];
}

function findExisting(
  source: string,
  extensions: readonly string[],
  layout: Layout,
  details: MochaDetails,
): string | undefined {
  const target = withoutExtension(source);
  const base = baseOf(source);
  const named = layout.testFiles.filter((path) => {
    const name = nameOf(path);
    return (
      extensions.includes(name.extension) &&
      (name.base === base || name.base === flatName(source, false) || name.base === flatName(source, true))
    );
  });
  const importing = named.filter((path) => details.targets[path]?.includes(target));
  if (importing.length > 0) return importing[0];
  // A file of the right name that imports something else is the test of another module.
  const unknown = named.filter((path) => (details.targets[path] ?? []).length === 0 && mirrors(path, source, layout));
  return unknown[0];
}

function mirrors(test: string, source: string, layout: Layout): boolean {
  const inTests = posix.dirname(test).replace(new RegExp(`^${escapePattern(layout.testDirectory)}/?`), "");
  const inSource = withoutRoot(posix.dirname(source));
  return (
    posix.dirname(test) === posix.dirname(source) ||
    inTests === inSource ||
    nameOf(test).base === flatName(source, false)
  );
}

function stems(source: string, layout: Layout, details: MochaDetails): string[] {
  const { infix } = details;
  const folder = posix.dirname(source);
  const inside = withoutRoot(folder);
  const tests = layout.testDirectory;
  const base = posix.basename(source).replace(/\.[cm]?[jt]sx?$/, "");
  const beside = [`${folder === "." ? "" : `${folder}/`}${base}${infix || ".test"}`];
  const mirrored = [
    `${tests}/${inside === "" ? "" : `${inside}/`}${base}${infix}`,
    `${tests}/${folder === "." ? "" : `${folder}/`}${base}${infix}`,
  ];
  const hasHabit = layout.testFiles.length > 0;
  const flat = [
    ...(hasHabit ? [`${tests}/${flatName(source, true)}${infix}`] : []),
    `${tests}/${flatName(source, false)}${infix}`,
  ];
  if (details.placement === "beside") return beside;
  if (details.placement === "mirror") return mirrored;
  if (details.placement === "flat") return flat;
  if (details.beside) return [...beside, ...mirrored, ...flat];
  const nests =
    details.nested ||
    (!hasHabit && (details.settings.recursive || details.settings.spec.some((pattern) => pattern.includes("**"))));
  return nests ? [...mirrored, ...flat] : [...flat, ...mirrored];
}

/** `lib/text/parse.js` as one name: `lib-text-parse`, or `text-parse` without the source folder. */
function flatName(source: string, short: boolean): string {
  const plain = source.replace(/\.[cm]?[jt]sx?$/, "");
  const parts = plain.split("/");
  const kept = short && parts.length > 1 && SOURCE_ROOT.test(parts[0] ?? "") ? parts.slice(1) : parts;
  return kept.join("-").replace(/[^\w.-]+/g, "-");
}

function baseOf(source: string): string {
  const base = posix.basename(source).replace(/\.[cm]?[jt]sx?$/, "");
  return base === "index" && source.includes("/") ? posix.basename(posix.dirname(source)) : base;
}

function withoutRoot(folder: string): string {
  const parts = folder === "." ? [] : folder.split("/");
  return (SOURCE_ROOT.test(parts[0] ?? "") ? parts.slice(1) : parts).join("/");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
