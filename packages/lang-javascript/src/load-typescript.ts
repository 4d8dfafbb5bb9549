import type { ts as TypeScript } from "ts-morph";

/** The compiler that ts-morph brings. */
export type TypeScriptApi = typeof TypeScript;

let loading: Promise<typeof import("ts-morph")> | undefined;
let loaded: TypeScriptApi | undefined;

/** ts-morph takes half a second to load, so nothing imports it before a JavaScript file is in scope. */
export function loadMorph(): Promise<typeof import("ts-morph")> {
  loading ??= import("ts-morph");
  return loading;
}

/** The TypeScript compiler API. */
export async function loadTypeScript(): Promise<TypeScriptApi> {
  loaded = (await loadMorph()).ts;
  return loaded;
}

/** The same for who cannot wait; undefined before the first file was read. */
export function loadedTypeScript(): TypeScriptApi | undefined {
  return loaded;
}
