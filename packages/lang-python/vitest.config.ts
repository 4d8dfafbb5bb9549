import { defineConfig } from "vitest/config";
import manifest from "./package.json" with { type: "json" };

export default defineConfig({
  define: { PACKAGE_NAME: JSON.stringify(manifest.name), PACKAGE_VERSION: JSON.stringify(manifest.version) },
  test: { name: "lang-python", include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});
