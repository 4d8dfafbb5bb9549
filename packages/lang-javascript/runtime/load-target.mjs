// Loads the file under test in place of its original text, and what it imports.
import module, { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as hooks from "./hooks.mjs";
import { resolveFile } from "./resolve-file.mjs";

const { Module } = module;

function hookRequire(sources, links) {
  const resolveReal = Module._resolveFilename;
  Module._resolveFilename = function resolveLeniently(request, parent, ...rest) {
    const importer = parent?.filename ?? "";
    const known = links[importer]?.[request];
    if (known !== undefined) return known;
    try {
      return resolveReal.call(this, request, parent, ...rest);
    } catch (error) {
      const file = resolveFile(request, importer, links);
      if (file === null) throw error;
      return file;
    }
  };
  for (const extension of [".js", ".cjs", ".ts", ".cts", ".mts", ".tsx", ".jsx"]) {
    const real = Module._extensions[extension] ?? Module._extensions[".js"];
    Module._extensions[extension] = (loaded, file) => {
      const source = sources[file];
      if (source?.format === "commonjs") loaded._compile(source.code, file);
      else real(loaded, file);
    };
  }
}

/** What is put in place of files on disk, by absolute path. */
let placed = {};

/** Puts `sources` (absolute path to `{code, format}`) in place of the files. */
export function installLoader({ sources, links, needsHooks }) {
  placed = sources;
  hookRequire(sources, links);
  if (!needsHooks) return;
  const data = { sources, links };
  if (typeof module.registerHooks === "function") {
    hooks.initialize(data);
    module.registerHooks(hooks.syncHooks);
  } else {
    module.register("./hooks.mjs", import.meta.url, { data });
  }
}

/** What a test would get from importing `file`. */
export async function importFile(file, format) {
  if (format === "commonjs") return createRequire(file)(file);
  return import(pathToFileURL(file).href);
}

/** What importing `module` (the part of a ref before the colon) gives, seen from `file`. */
export async function importModule(name, root, file) {
  if (!name.startsWith("./")) {
    const require = createRequire(file);
    try {
      return require(name);
    } catch {
      return import(name.startsWith("node:") ? name : pathToFileURL(require.resolve(name)).href);
    }
  }
  const target = path.join(root, name);
  try {
    // A file that was required must be reached the same way, or its classes would exist twice.
    if (Module._cache[target]) return Module._cache[target].exports;
    // Compiled to CommonJS, of which the loader hooks know nothing.
    if (/\.c[jt]s$/.test(target) || placed[target]?.format === "commonjs") return createRequire(file)(target);
  } catch {
    // Falls through to import.
  }
  const loaded = await import(pathToFileURL(target).href);
  return Module._cache[target]?.exports ?? loaded;
}
