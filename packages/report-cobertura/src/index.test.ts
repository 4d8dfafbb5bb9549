import { fileURLToPath } from "node:url";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin, { cobertura } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(cobertura));

test("gives the lines of each file and the rates of all", () => {
  const text = cobertura.render(sampleReport());
  expect(text).toContain('<coverage line-rate="0.75" branch-rate="0.5" lines-covered="3" lines-valid="4"');
  expect(text).toContain('<class name="src/cart.py" filename="src/cart.py" line-rate="0.75" branch-rate="0.5"');
  expect(text).toContain('<line number="3" hits="1"/>\n            <line number="4" hits="0"/>');
});

test("a name cannot leave its attribute", () => {
  const report = sampleReport();
  const [file] = report.files;
  if (file?.coverageAfter == null) throw new Error("the sample has a measured file");
  const odd = { ...file, coverageAfter: { ...file.coverageAfter, path: 'a"><b>\u0001.py' } };
  expect(cobertura.render({ ...report, files: [odd] })).toContain('filename="a&quot;&gt;&lt;b&gt;.py"');
});
