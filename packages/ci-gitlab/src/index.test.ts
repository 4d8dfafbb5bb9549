import { fileURLToPath } from "node:url";
import type { CiRequest } from "@autotest/core";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { parse } from "yaml";
import plugin, { codeQuality, gitlab } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(codeQuality));

const request: CiRequest = {
  languages: ["python"],
  command: "npx --yes @autotest/cli@1.2.3",
  minCoverage: 80,
  maxOpenGoals: null,
  required: false,
  comment: true,
  suggest: true,
};
const jobOf = (wanted: CiRequest): { readonly [key: string]: unknown } =>
  (parse(gitlab.render(wanted)[0]?.text ?? "") as { autotest: { [key: string]: unknown } }).autotest;

test("a merge request is told and let through, unless the check is required", () => {
  expect(jobOf(request)).toMatchObject({
    rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
    allow_failure: true,
    variables: { GIT_DEPTH: "0" },
  });
  expect(jobOf({ ...request, required: true })).not.toHaveProperty("allow_failure");
});

test("the reports GitLab shows are those the check writes", () => {
  const { script, artifacts } = jobOf(request) as {
    script: string[];
    artifacts: { reports: { [kind: string]: unknown } };
  };
  expect(script.join("\n")).toContain('check --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"');
  for (const file of JSON.stringify(artifacts.reports).match(/autotest-report\/[\w.-]+/g) ?? [])
    expect(script.join("\n")).toContain(`:${file}`);
  expect(Object.keys(artifacts.reports)).toEqual(["junit", "codequality", "coverage_report"]);
});

test("where there is a pipeline already, it says what to add", () => {
  const [, pipeline] = gitlab.render(request);
  expect(parse(pipeline?.text ?? "")).toEqual({ include: [{ local: ".gitlab/ci/autotest.yml" }] });
  expect(pipeline?.otherwise).toContain(".gitlab/ci/autotest.yml");
});

test("code quality has what GitLab asks for, of changed lines only", () => {
  const { files, ...report } = sampleReport("odd\u001b text");
  expect(JSON.parse(codeQuality.render({ ...report, files }))).toEqual([
    {
      description: "possible bug in total: odd  text",
      check_name: "autotest-suspected-bug",
      fingerprint: "f1",
      severity: "major",
      location: { path: "src/cart.py", lines: { begin: 4 } },
    },
    expect.objectContaining({ check_name: "autotest-open-goal", fingerprint: "g2", severity: "info" }),
  ]);
  const elsewhere = files.map((file) => ({ ...file, changedRanges: [{ from: 9, to: 9 }] }));
  expect(codeQuality.render({ ...report, files: elsewhere })).toBe("[]\n");
});
