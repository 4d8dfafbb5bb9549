import type { Layout, NewFile } from "@autotest/core";
import { detailsOf, type PytestDetails } from "./details.js";

/** What a suite imports and from where. */
export interface SupportRequest {
  readonly layout: Layout;
  /** Suite, relative. */
  readonly suite: string;
  /** Source file, relative. */
  readonly source: string;
  /** Dotted name the suite imports it by. */
  readonly importName: string;
}

/**
 * Files without which the plain `pytest` command could not import the package under test; none when it can, or when
 * nothing but a change of existing files would help.
 */
export function supportFiles({ layout, suite, source, importName }: SupportRequest): readonly NewFile[] {
  const details = detailsOf(layout);
  const needed = importRoot(source, importName);
  const packages = packageChain(suite, layout, details);
  const chain = packages.map((folder): NewFile => ({ path: `${folder}/__init__.py`, text: "" }));
  if (needed === null || reached(suite, details).has(needed)) return chain;
  // A package's parent folder goes on `sys.path`: for a test folder in the root, that is the root.
  const packageHelps =
    needed === "." &&
    !layout.testDirectory.includes("/") &&
    layout.testDirectory !== "." &&
    !details.packages.includes(".") &&
    !details.importlib;
  const empty =
    !layout.testFiles.some((file) => within(file, layout.testDirectory)) &&
    !details.conftests.some((file) => within(file, layout.testDirectory));
  const folders = foldersBetween(layout.testDirectory, suite).filter((folder) => !details.packages.includes(folder));
  const asPackage = folders.map((folder): NewFile => ({ path: `${folder}/__init__.py`, text: "" }));
  if (packageHelps && empty) return asPackage;
  const place = inFolder(layout.testDirectory, "conftest.py");
  if (!details.conftests.includes(place) && within(suite, layout.testDirectory))
    return [...chain, { path: place, text: conftest(layout.testDirectory, needed) }];
  // Their own conftest stays as it is; a package is the only other way, where it breaks nothing.
  return packageHelps && !details.siblingImports ? asPackage : chain;
}

/** Folder that must be on `sys.path` so that `importName` is `source`; null when the two do not fit together. */
export function importRoot(source: string, importName: string): string | null {
  const parts = source.replace(/(?:\/__init__)?\.pyi?$/, "").split("/");
  const names = importName.split(".");
  if (parts.slice(-names.length).join(".") !== importName) return null;
  return parts.slice(0, -names.length).join("/") || ".";
}

/** Folders that plain `pytest` has on `sys.path` when it loads the suite. */
function reached(suite: string, details: PytestDetails): ReadonlySet<string> {
  const found = new Set(details.pythonPath);
  const ancestors = details.conftests.filter((file) => within(suite, folderOf(file)));
  if (ancestors.some((file) => details.pathConftests.includes(file))) {
    for (const folder of [".", "src", "lib"]) found.add(folder);
  }
  if (details.importlib) return found;
  for (const file of [suite, ...ancestors]) found.add(baseFolder(folderOf(file), details));
  return found;
}

/** The first folder upward that is no package: what pytest's default import mode inserts. */
function baseFolder(folder: string, details: PytestDetails): string {
  let here = folder;
  while (details.packages.includes(here) && here !== ".") here = folderOf(here);
  return here;
}

/** In a test tree that is a package, folders of the suite that are not one yet. */
function packageChain(suite: string, layout: Layout, details: PytestDetails): readonly string[] {
  if (!details.packages.includes(layout.testDirectory)) return [];
  return foldersBetween(layout.testDirectory, suite).filter((folder) => !details.packages.includes(folder));
}

function foldersBetween(top: string, file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(file); folder !== "." && within(folder, top); folder = folderOf(folder))
    folders.unshift(folder);
  return folders;
}

function conftest(place: string, needed: string): string {
  const up = place === "." ? [] : place.split("/").map(() => "..");
  const parts = [...up, ...(needed === "." ? [] : needed.split("/"))].map((part) => `, "${part}"`);
  const folder = "os.path.dirname(__file__)";
  const target = parts.length === 0 ? folder : `os.path.join(${folder}${parts.join("")})`;
  return `import os\nimport sys\n\nsys.path.insert(0, os.path.abspath(${target}))\n`;
}

function inFolder(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

function within(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}
