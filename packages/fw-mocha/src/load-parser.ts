import { createRequire } from "node:module";

/** The JavaScript parser, loaded on first use: most runs write new suites and read none. */
export function loadParser(): typeof import("@babel/parser") {
  return createRequire(import.meta.url)("@babel/parser") as typeof import("@babel/parser");
}
