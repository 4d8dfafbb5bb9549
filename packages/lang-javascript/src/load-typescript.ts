import type { ts as TypeScript } from "ts-morph";

/** The compiler that ts-morph brings. */
export type TypeScriptApi = typeof TypeScript;

let loading: Promise<typeof import("ts-morph")> | undefined;

/** ts-morph takes half a second to load, so nothing imports it before a JavaScript file is in scope. */
export function loadMorph(): Promise<typeof import("ts-morph")> {
  loading ??= import("ts-morph");
  return loading;
}

/** The TypeScript compiler API. */
export async function loadTypeScript(): Promise<TypeScriptApi> {
  return (await loadMorph()).ts;
}
