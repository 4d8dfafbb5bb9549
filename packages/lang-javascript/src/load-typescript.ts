import { createRequire } from "node:module";
import type { ts as TypeScript } from "ts-morph";

/** The compiler that ts-morph brings. */
export type TypeScriptApi = typeof TypeScript;

let loaded: TypeScriptApi | undefined;

const require = createRequire(import.meta.url);

/**
 * ts-morph takes a third of a second to load, so nothing loads it before a JavaScript file is in scope. By require: an import
 * would first read its nine megabytes once more, to look for named exports.
 */
export function loadMorph(): typeof import("ts-morph") {
  return require("ts-morph") as typeof import("ts-morph");
}

/** The TypeScript compiler API: ts-morph's own, without the rest of ts-morph, which only types need. */
export function loadTypeScript(): TypeScriptApi {
  loaded ??= compilerOfMorph() ?? loadMorph().ts;
  return loaded;
}

/** Null when it no longer lies where it does in the version we depend on. */
function compilerOfMorph(): TypeScriptApi | null {
  try {
    const common = createRequire(require.resolve("ts-morph")).resolve("@ts-morph/common");
    return createRequire(common)("./typescript.js") as TypeScriptApi;
  } catch {
    return null;
  }
}

/** The same for who cannot wait; undefined before the first file was read. */
export function loadedTypeScript(): TypeScriptApi | undefined {
  return loaded;
}
