import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "core", testTimeout: 60_000 },
  define: { PACKAGE_NAME: JSON.stringify("@autotest/core"), PACKAGE_VERSION: JSON.stringify("0.0.0-test") },
});
