import { expect, test } from "vitest";
import { sampleReport } from "./fixtures/sample-report.js";
import { nextCommand } from "./next-command.js";

test("a dry run is followed by the same command without it", () => {
  const report = sampleReport({ dryRun: true, next: "autotest generate" });
  expect(nextCommand(report, ["generate", "-n", "it's here.py", "--seed", "7", "--json"])).toBe(
    "autotest generate 'it'\\''s here.py' --seed 7",
  );
});

test("any other command stays", () => {
  expect(nextCommand(sampleReport({ next: "npx mocha" }), ["generate", "src"])).toBe("npx mocha");
});
