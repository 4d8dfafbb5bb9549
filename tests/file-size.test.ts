import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, it } from "vitest";
import { repository } from "./workspace-packages.js";

/** More than this is a smell: split by concept. */
const MOST_LINES = 300;

it("no source file is longer than 300 lines", () => {
  const files = globSync(
    [
      "packages/*/src/**/*.{ts,mjs,cjs,js,py}",
      "packages/*/runtime/**/*.{mjs,cjs,js,py}",
      "scripts/**/*.mjs",
      "bench/**/*.mjs",
      "tests/*.ts",
    ],
    {
      cwd: repository,
      ignore: ["**/fixtures/**", "**/node_modules/**", "**/*.test.ts"],
    },
  );
  const lengths = files.map((file) => ({
    file,
    lines: readFileSync(join(repository, file), "utf8").split("\n").length,
  }));
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  expect(lengths.length).toBeGreaterThan(50);
  expect(lengths.filter(({ lines }) => lines > MOST_LINES).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
  expect(median).toBeLessThanOrEqual(100);
});
