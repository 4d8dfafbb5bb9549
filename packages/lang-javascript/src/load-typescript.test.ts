import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { loadMorph, loadTypeScript } from "./load-typescript.js";

it("loads the one compiler that ts-morph works with, and not ts-morph", () => {
  const typescript = loadTypeScript();
  expect(Object.keys(createRequire(import.meta.url).cache).join("\n")).not.toMatch(/ts-morph(-common)?\.js$/m);
  expect(loadMorph().ts.createSourceFile).toBe(typescript.createSourceFile);
});
