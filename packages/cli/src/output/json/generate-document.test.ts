import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { sampleReport } from "../../fixtures/sample-report.js";
import { documentSchema } from "./document-schema.js";
import type { GenerateDocument } from "./documents.js";
import { errorDocument } from "./error-document.js";
import { generateDocument } from "./generate-document.js";
import { reportJsonSchema } from "./report-json-schema.js";

const document = (): GenerateDocument =>
  generateDocument({
    report: sampleReport(),
    exitCode: 0,
    startedAt: "2026-01-01T00:00:00.000Z",
    config: null,
    patchOf: () => null,
  });

test("fits the strict schema, with no field the schema does not name", () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
    z.toJSONSchema(documentSchema, { reused: "inline" }),
  );
  expect(validate(document()), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...document(), surplus: 1 })).toBe(false);
  expect(validate(errorDocument({ code: "usage", message: "no" }, 2, (text) => text))).toBe(true);
});

test("the shipped schema takes fields that later versions add", () => {
  const validate = new Ajv2020({ strict: true }).compile(reportJsonSchema());
  expect(validate({ ...document(), later: 1 })).toBe(true);
  expect(validate({ ...document(), schemaVersion: "2.0" })).toBe(false);
});

test("joins goals, candidates and verdicts by id", () => {
  const { goals, candidates, verdicts, totals } = document();
  expect(totals).toMatchObject({
    files: 2,
    tests: 23,
    goals: 27,
    goalsMetBefore: 2,
    goalsMet: 23,
    goalsOpen: 4,
    dropped: 3,
  });
  const open = goals.filter((goal) => goal.status === "open");
  expect(open.map((goal) => goal.code)).toEqual(["needs-value", "needs-value", "blocked", "no-constructor"]);
  const met = goals.find((goal) => goal.status === "met");
  expect(candidates.find((candidate) => candidate.id === met?.tests[0])).toMatchObject({
    kept: true,
    keptFor: [met?.id],
  });
  expect(new Set(verdicts.map((verdict) => verdict.candidate))).toEqual(
    new Set(candidates.map((candidate) => candidate.id)),
  );
});
