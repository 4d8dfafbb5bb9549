import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { registerTests, testEngine } from "../packages/core/dist/testing/index.js";
import { searchEngine } from "../packages/engine-search/dist/index.js";
import javascript from "../packages/lang-javascript/dist/index.js";
import python from "../packages/lang-python/dist/index.js";
import { pythonEnvironment } from "./temporary-project.js";
import { repository } from "./workspace-packages.js";

/** Enough to meet goals of these files, and so much that the clock does not decide. */
const BUDGET = { seconds: 120, calls: 3_000 };

function example(language: string, path: string): string {
  return readFileSync(join(repository, "examples", language, path), "utf8");
}

describe("the search engine on Python", () => {
  registerTests(
    test,
    testEngine(searchEngine, {
      language: python().languages![0]!,
      files: {
        "billing/__init__.py": "",
        "billing/duration.py": example("python", "billing/duration.py"),
      },
      path: "billing/duration.py",
      budget: BUDGET,
      options: { "lang-python": { interpreter: join(pythonEnvironment, "bin/python") } },
    }),
  );
});

describe("the search engine on TypeScript", () => {
  registerTests(
    test,
    testEngine(searchEngine, {
      language: javascript().languages![0]!,
      files: {
        "package.json": '{ "name": "fixture", "type": "module" }',
        "src/version.ts": example("typescript", "src/version.ts"),
      },
      path: "src/version.ts",
      budget: BUDGET,
    }),
  );
});
