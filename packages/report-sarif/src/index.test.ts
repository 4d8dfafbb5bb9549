import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { registerTests, sampleReport, sampleReports, testPlugin, testReporter } from "@autotest/core/testing";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import plugin, { sarif } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(sarif));

/** The schema of SARIF 2.1.0 as its authors publish it; without the name of a dialect that this validator does not know. */
function publishedSchema(): object {
  const require = createRequire(import.meta.url);
  const published = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as {
    $schema: string;
    id: string;
  };
  const { $schema: _, id: __, ...schema } = published;
  return schema;
}

const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(publishedSchema());

test.each(Object.entries(sampleReports()))("fits the schema of SARIF 2.1.0: %s", (_name, report) => {
  expect(validate(JSON.parse(sarif.render(report))), JSON.stringify(validate.errors)).toBe(true);
});

test("the schema refuses what is no SARIF", () => {
  expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
});

interface Log {
  readonly runs: readonly {
    readonly results: readonly { readonly ruleId: string; readonly message: { readonly text: string } }[];
  }[];
}
const resultsOf = (report: Parameters<typeof sarif.render>[0]): Log["runs"][0]["results"] =>
  (JSON.parse(sarif.render(report)) as Log).runs[0]?.results ?? [];

test("shows findings and open goals with a place and an id that lasts", () => {
  expect(resultsOf(sampleReport("it [is] {0}"))).toMatchObject([
    { ruleId: "suspected-bug", level: "warning", partialFingerprints: { "autotest/v1": "f1" } },
    {
      ruleId: "open-goal",
      level: "note",
      message: { text: "total: `n < 0` is never false (no value found that leads there: it \\[is\\] {{0}})" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "src/cart.py" }, region: { startLine: 4 } } }],
    },
  ]);
});

test("of a run on changes shows what stands on changed lines", () => {
  const { files, ...report } = sampleReport();
  const within = (from: number, to: number) => ({
    ...report,
    files: files.map((file) => ({ ...file, changedRanges: [{ from, to }] })),
  });
  expect(resultsOf(within(4, 9))).toHaveLength(2);
  expect(resultsOf(within(5, 9))).toHaveLength(0);
});
