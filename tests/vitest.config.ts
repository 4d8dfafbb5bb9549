import { defineConfig } from "vitest/config";

// Whole-program tests: each starts real child processes, so they get more time than unit tests.
export default defineConfig({ test: { name: "tests", testTimeout: 180_000, hookTimeout: 180_000 } });
