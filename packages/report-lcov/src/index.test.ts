import { fileURLToPath } from "node:url";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin, { lcov } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(lcov));

test("gives the lines of each file, and the totals of its branches", () => {
  expect(lcov.render(sampleReport())).toBe(
    "TN:autotest\nSF:src/cart.py\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,0\nLF:4\nLH:3\nBRF:2\nBRH:1\nend_of_record\n",
  );
});

test("a name with a line end is one line; a file that was not measured is not there", () => {
  const report = sampleReport();
  const [file] = report.files;
  if (file?.coverageAfter == null) throw new Error("the sample has a measured file");
  const odd = { ...file, coverageAfter: { ...file.coverageAfter, path: "a\nDA:9,9\u001b.py" } };
  const text = lcov.render({ ...report, files: [odd, { ...file, path: "b.py", coverageAfter: null }] });
  expect(text).toContain("SF:a_DA:9,9_.py\n");
  expect(text).not.toContain("b.py");
});
