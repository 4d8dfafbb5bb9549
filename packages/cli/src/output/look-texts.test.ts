import type { OpenGoal } from "@autotest/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { fileReport, goal, sampleReport } from "../fixtures/sample-report.js";
import { checkText } from "./check-text.js";
import { coverageText } from "./coverage-text.js";
import { documentSchema } from "./json/document-schema.js";
import { lookDocument } from "./json/look-document.js";
import { makeStyle } from "./style.js";

const path = "src/cart.py";
const within = { code: "within-reach", reason: "the search found one" };
const open: readonly OpenGoal[] = [
  { goal: goal(path, 40, { condition: "rows", unit: "load" }), ...within },
  { goal: goal(path, 41, { condition: "file.exists()", unit: "load" }), code: "blocked", reason: "open /etc" },
  { goal: goal(path, 42, { condition: "file.size", unit: "load" }), code: "blocked", reason: "open /etc" },
  { goal: goal(path, 43, { condition: "", arm: "entry", unit: "save" }), ...within },
  { goal: goal(path, 44, { condition: "force", unit: "save" }), ...within },
];
const report = sampleReport({ files: [fileReport(path, 2, open)], skipped: [], warnings: [], next: "pytest" });
const limits = [
  { name: "min-coverage", wanted: 99, actual: 96, met: false },
  { name: "max-open-goals", wanted: 5, actual: 5, met: true },
];
const style = makeStyle({ mode: "pipe", width: 100, unicode: true, color: false });

test("coverage lists the gaps by unit, each reason once", () => {
  expect(`\n${coverageText(report, limits, style)}\n`).toMatchInlineSnapshot(`
    "
    src/cart.py  lines 96%, branches 87%
      load  3 of 3 goals open, 1 within reach
          50  \`rows\` is never true
          51  \`file.exists()\` is never true
          52  \`file.size\` is never true
              needs files, the network or other processes, which tests must not touch
      save  never called, 2 goals, all within reach

    lines 96%, branches 87%; 5 of 7 goals open, 3 of them within reach
    ✗ lines covered: 96% (at least 99%)
    ✓ goals that no test meets: 5 (at most 5)
    1 file looked at

    next: autotest coverage --fill
    "
  `);
});

test("check says which limit was missed, and what is open", () => {
  expect(
    `\n${checkText({ ...report, changes: { base: "main (1a2b3c4)", files: 1 } }, limits, style)}\n`,
  ).toMatchInlineSnapshot(`
    "
      src/cart.py:50  load: \`rows\` is never true
      src/cart.py:51  load: \`file.exists()\` is never true
      src/cart.py:52  load: \`file.size\` is never true
      src/cart.py:53  save is never called
      src/cart.py:54  save: \`force\` is never true
    ✗ lines of the change covered: 96% (at least 99%)
    ✓ goals of the change that no test meets: 5 (at most 5)
    1 file looked at; compared with main (1a2b3c4)

    next: autotest generate --changed
    "
  `);
});

test("a gate that lets everything through is short", () => {
  expect(checkText(report, limits.slice(1), style)).not.toContain("src/cart.py:50");
});

test("names cannot move the cursor", () => {
  const hostile = sampleReport({ files: [fileReport("\u001b[2Jx.py", 1, open)] });
  expect(coverageText(hostile, [], style)).not.toContain("\u001b[2J");
});

test("the document fits the strict schema", () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
    z.toJSONSchema(documentSchema, { reused: "inline" }),
  );
  expect(validate(lookDocument(report, limits, 1)), JSON.stringify(validate.errors)).toBe(true);
});
