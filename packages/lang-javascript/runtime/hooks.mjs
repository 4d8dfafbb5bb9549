// Loader hooks for ES modules: the instrumented target, compiled project files, lenient resolution. Runs on Node's
// hooks thread (`module.register`) or in the main thread (`module.registerHooks`).
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolveFile } from "./resolve-file.mjs";

let sources = {};
let links = {};

/** `sources`: absolute path to `{code, format}`. `links`: importer to specifier to absolute path. */
export function initialize(data) {
  sources = data.sources;
  links = data.links;
}

function answer(file) {
  const format = sources[file]?.format;
  return { url: pathToFileURL(file).href, shortCircuit: true, ...(format ? { format } : {}) };
}

function before(specifier, context) {
  const importer = context.parentURL?.startsWith("file:") ? fileURLToPath(context.parentURL) : null;
  const known = importer === null ? undefined : links[importer]?.[specifier];
  return known === undefined ? null : answer(known);
}

function after(specifier, context, error) {
  const importer = context.parentURL?.startsWith("file:") ? fileURLToPath(context.parentURL) : null;
  const file = importer === null ? null : resolveFile(specifier, importer, links);
  if (file === null) throw error;
  return answer(file);
}

function sourceOf(url) {
  if (!url.startsWith("file:")) return null;
  const source = sources[fileURLToPath(url.split("?")[0])];
  // CommonJS goes through the require hooks of the main thread.
  return source && source.format === "module" ? { format: "module", source: source.code, shortCircuit: true } : null;
}

function commonFormat(url) {
  if (!url.startsWith("file:")) return null;
  const source = sources[fileURLToPath(url.split("?")[0])];
  return source?.format === "commonjs" ? { format: "commonjs", source: null, shortCircuit: true } : null;
}

export async function resolve(specifier, context, next) {
  const known = before(specifier, context);
  if (known) return known;
  try {
    return await next(specifier, context);
  } catch (error) {
    return after(specifier, context, error);
  }
}

export async function load(url, context, next) {
  return sourceOf(url) ?? commonFormat(url) ?? next(url, context);
}

/** The same for `module.registerHooks`. */
export const syncHooks = {
  resolve(specifier, context, next) {
    const known = before(specifier, context);
    if (known) return known;
    try {
      return next(specifier, context);
    } catch (error) {
      return after(specifier, context, error);
    }
  },
  load(url, context, next) {
    if (!url.startsWith("file:")) return next(url, context);
    const source = sources[fileURLToPath(url.split("?")[0])];
    return source ? { format: source.format, source: source.code, shortCircuit: true } : next(url, context);
  },
};
