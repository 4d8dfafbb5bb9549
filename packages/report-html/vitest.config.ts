import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const { name, version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  name: string;
  version: string;
};
const elements = createRequire(import.meta.url).resolve("mutation-testing-elements/mutation-test-elements.js");

export default defineConfig({
  define: {
    PACKAGE_NAME: JSON.stringify(name),
    PACKAGE_VERSION: JSON.stringify(version),
    MUTATION_ELEMENTS: JSON.stringify(readFileSync(elements, "utf8")),
  },
  test: { name: "report-html" },
});
