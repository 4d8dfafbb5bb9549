import type { Analysis, Layout, SourceFile } from "@autotest/core";
import { detailsOf } from "./details.js";
import { matchesFile } from "./match-pattern.js";

/** Where the suite of a source file belongs: the test file it has already, else a new one that follows the tree. */
export function place(file: SourceFile, analysis: Extract<Analysis, { ok: true }>, layout: Layout): string {
  const existing = existingSuite(file.path, analysis.importName, layout);
  if (existing !== undefined) return existing;
  const details = detailsOf(layout);
  const packages = moduleFolders(analysis.importName, file.path);
  const stem = plainStem(moduleStem(file.path), details.sources);
  const name = suiteName(stem, details.pythonFiles);
  const twins = details.sources.filter((other) => plainStem(moduleStem(other), details.sources) === stem).length > 1;
  const mirrored = join(layout.testDirectory, ...packages.slice(mirrorsWhole(layout, packages) ? 0 : 1), name);
  const packaged = details.packages.includes(layout.testDirectory);
  if (mirrors(layout, packages))
    return packaged || free(mirrored, layout) ? mirrored : unique(layout, packages, stem, details.pythonFiles);
  if (!twins) {
    const flat = join(layout.testDirectory, name);
    if (free(flat, layout)) return flat;
  }
  // Twin names need folders that are packages; only a tree that is one, or is empty, may get more of them.
  const fresh = !layout.testFiles.some((path) => path.startsWith(`${layout.testDirectory}/`));
  const deep = join(layout.testDirectory, ...packages, name);
  if (packages.length > 0 && (fresh || packaged) && !details.importlib) return deep;
  return unique(layout, packages, stem, details.pythonFiles);
}

/** A test file named after the module, nearest to where a new one would be. */
function existingSuite(path: string, importName: string, layout: Layout): string | undefined {
  const stem = moduleStem(path);
  const names = new Set([
    `test_${stem}.py`,
    `${stem}_test.py`,
    `test_${plainStem(stem, detailsOf(layout).sources)}.py`,
    `tests_${stem}.py`,
  ]);
  const folders = moduleFolders(importName, path);
  const rivals = detailsOf(layout).sources.filter((other) => other !== path && moduleStem(other) === stem);
  const joined = [...folders, stem].map((_, index, all) => `test_${all.slice(index).join("_")}.py`);
  const own = layout.testFiles.filter((file) => names.has(baseName(file)) || joined.includes(baseName(file)));
  const scored = own.map((file) => ({
    file,
    score: nearness(file, folders) + (joined.slice(0, -1).includes(baseName(file)) ? 1 : 0),
  }));
  const best = scored.sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1))[0];
  if (best === undefined) return undefined;
  // With twins, a file that says nothing about its folder may be about the other one.
  return rivals.length > 0 && best.score === 0 && folders.length > 0 ? undefined : best.file;
}

/** How many of the module's folders the test file's own path repeats, from the end. */
function nearness(file: string, folders: readonly string[]): number {
  const parts = file.split("/").slice(0, -1);
  while (parts.at(-1) === "tests" || parts.at(-1) === "test") parts.pop();
  let score = 0;
  while (score < folders.length && parts.at(-1 - score) === folders.at(-1 - score)) score += 1;
  return score;
}

function mirrors(layout: Layout, packages: readonly string[]): boolean {
  const inner = packages.filter((_, index) => index > 0 || packages.length === 1);
  return (
    inner.length > 0 &&
    layout.testFiles.some((file) => {
      const folder = file.startsWith(`${layout.testDirectory}/`)
        ? file
            .slice(layout.testDirectory.length + 1)
            .split("/")
            .slice(0, -1)
        : [];
      return (
        folder.length > 0 &&
        (folder[0] === packages[0] ||
          detailsOf(layout).sources.some((source) =>
            source
              .split("/")
              .slice(0, -1)
              .includes(folder[0] ?? ""),
          ))
      );
    })
  );
}

/** True when the test tree repeats the top-level package too (`tests/shop/cart/` rather than `tests/cart/`). */
function mirrorsWhole(layout: Layout, packages: readonly string[]): boolean {
  const first = packages[0];
  return (
    first !== undefined &&
    (packages.length === 1 || layout.testFiles.some((file) => file.startsWith(`${layout.testDirectory}/${first}/`)))
  );
}

/**
 * pytest cannot load two test files of one name unless their folders are packages or it imports by path, so a new file
 * takes a name no other test file has.
 */
function free(path: string, layout: Layout): boolean {
  const details = detailsOf(layout);
  if (layout.testFiles.includes(path)) return false;
  const clashing = layout.testFiles.filter((file) => baseName(file) === baseName(path));
  return clashing.length === 0 || details.importlib || details.packages.includes(path.slice(0, path.lastIndexOf("/")));
}

function unique(layout: Layout, packages: readonly string[], stem: string, patterns: readonly string[]): string {
  const parts = [...packages, stem];
  for (let from = Math.max(0, parts.length - 2); from >= 0; from -= 1) {
    const path = join(layout.testDirectory, suiteName(parts.slice(from).join("_"), patterns));
    const shared = detailsOf(layout).sources.filter((other) =>
      other.replace(/\.py$/, "").split("/").join("_").endsWith(parts.slice(from).join("_")),
    ).length;
    if (free(path, layout) && (shared <= 1 || from === 0)) return path;
  }
  return join(layout.testDirectory, suiteName(parts.join("_"), patterns));
}

function suiteName(stem: string, patterns: readonly string[]): string {
  const usual = [`test_${stem}.py`, `${stem}_test.py`].find((name) => matchesFile(name, patterns));
  return usual ?? (patterns[0] ?? "test_*.py").replace("*", stem);
}

/** `cart` for `shop/cart.py`; the folder's name for `shop/__init__.py`. */
function moduleStem(path: string): string {
  const parts = path.replace(/\.pyi?$/, "").split("/");
  const last = parts.at(-1) ?? "";
  if (last === "__init__") return parts.at(-2) ?? "init";
  return last === "__main__" ? `${parts.at(-2) ?? ""}_main`.replace(/^_/, "") : last;
}

/** `timer` for a private `_timer`, unless a public one exists. */
function plainStem(stem: string, sources: readonly string[]): string {
  const plain = stem.replace(/^_+/, "");
  return plain === "" || sources.some((other) => moduleStem(other) === plain) ? stem : plain;
}

/** The packages around the module, as imported: `["shop", "orders"]` for `shop.orders.cart`. */
function moduleFolders(importName: string, path: string): readonly string[] {
  return importName.split(".").slice(0, -1).slice(0, path.split("/").length);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}
