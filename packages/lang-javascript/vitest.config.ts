import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { PACKAGE_NAME: JSON.stringify("@autotest/lang-javascript"), PACKAGE_VERSION: JSON.stringify("0.1.0") },
  test: { name: "lang-javascript", testTimeout: 60_000 },
});
