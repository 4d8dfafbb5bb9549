import { readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

/** The one build configuration; a package adds its entries and the runtime files it ships as they are. */
export function library(options: Options = {}): ReturnType<typeof defineConfig> {
  const { name, version } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string; version: string };
  return defineConfig({
    entry: ["src/index.ts"],
    format: "esm",
    target: "node20",
    platform: "node",
    dts: true,
    clean: true,
    sourcemap: false,
    splitting: true,
    define: { PACKAGE_NAME: JSON.stringify(name), PACKAGE_VERSION: JSON.stringify(version) },
    ...options,
  });
}
