import { fileURLToPath } from "node:url";
import type { Layout } from "@autotest/core";

/** The Python with pytest and mutmut that the repository's set-up makes. */
export const PYTHON: string = fileURLToPath(new URL("../../../../.tools/python/bin/python", import.meta.url));

/** A layout as detection gives for a plain project with these test files. */
export function layoutOf(testFiles: readonly string[], details: Layout["details"] = {}): Layout {
  return {
    found: true,
    reason: "test",
    testDirectory: "tests",
    testFiles,
    command: "pytest",
    quote: "double",
    indent: "    ",
    style: "bdd",
    details,
  };
}
