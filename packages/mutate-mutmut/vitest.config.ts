import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const { name, version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  name: string;
  version: string;
};

export default defineConfig({
  define: { PACKAGE_NAME: JSON.stringify(name), PACKAGE_VERSION: JSON.stringify(version) },
  test: { name: "mutate-mutmut", testTimeout: 400_000, hookTimeout: 120_000 },
});
