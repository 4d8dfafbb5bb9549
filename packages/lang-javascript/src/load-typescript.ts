import { createRequire } from "node:module";
import type { ts as TypeScript } from "ts-morph";

/** The compiler that ts-morph brings. */
export type TypeScriptApi = typeof TypeScript;

let loaded: TypeScriptApi | undefined;

/**
 * ts-morph takes a third of a second to load, so nothing loads it before a JavaScript file is in scope. By require: an import
 * would first read its nine megabytes once more, to look for named exports.
 */
export function loadMorph(): typeof import("ts-morph") {
  return createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph");
}

/** The TypeScript compiler API. */
export function loadTypeScript(): TypeScriptApi {
  loaded ??= loadMorph().ts;
  return loaded;
}

/** The same for who cannot wait; undefined before the first file was read. */
export function loadedTypeScript(): TypeScriptApi | undefined {
  return loaded;
}
