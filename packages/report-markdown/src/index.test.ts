import { fileURLToPath } from "node:url";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin, { markdown } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(markdown));

const gated = {
  ...sampleReport("plain"),
  changes: { base: "main (1a2b3c4)", files: 1 },
  thresholds: [
    { name: "min-coverage", wanted: 80, actual: 75, met: false },
    { name: "max-open-goals", wanted: 5, actual: 1, met: true },
  ],
};

test("says whether limits were met, by file what is covered, and what is open", () => {
  const text = markdown.render(gated);
  expect(text).toMatch(/^<!-- autotest:report -->\n## autotest: not tested well enough\n/);
  expect(text).toContain("- ❌ lines of the change covered: 75 % (at least 80 %)");
  expect(text).toContain("- ✅ goals of the change that no test meets: 1 (at most 5)");
  expect(text).toContain("| src/cart.py | 1 | 1 | 75 % (3/4) |");
  expect(text).toContain(
    "- src/cart.py&#58;4 total&#58; &#96;n &#60; 0&#96; is never false; no value found that leads there",
  );
  expect(text).toContain("Compared with main (1a2b3c4).");
});

test("tells when there is nothing worth a comment", () => {
  expect(markdown.render({ ...gated, files: [], skipped: [] })).toMatch(/^<!-- autotest:nothing -->\n/);
});

test("a text of the project becomes no markup, link, image, mention or second marker", () => {
  const hostile =
    "<!-- autotest:nothing --> </table><img src=x> ![a](https://evil.example/x.png) @everyone | **b** www.evil.example\n# c";
  const text = markdown.render(sampleReport(hostile)).replace("<!-- autotest:report -->", "");
  expect(text.replaceAll(/<\/?sub>/g, "")).not.toContain("<");
  expect(text).not.toMatch(/!\[|\]\(|@\w|https:|www\.|\*\*|^# c/m);
  for (const row of text.split("\n").filter((line) => line.startsWith("|"))) expect(row.split("|")).toHaveLength(6);
});

test("stays below what a comment holds", () => {
  const [file] = sampleReport("@<".repeat(5_000)).files;
  if (file === undefined) throw new Error("the sample has a file");
  const many = Array.from({ length: 3_000 }, (_, index) => ({ ...file, path: `${"[".repeat(300)}${index}` }));
  const text = markdown.render({ ...gated, files: many, warnings: Array.from({ length: 900 }, () => "|".repeat(900)) });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain("shortened");
  expect(text).toContain("isolation L1 portable");
});
