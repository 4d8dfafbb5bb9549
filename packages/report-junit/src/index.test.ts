import { fileURLToPath } from "node:url";
import { registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin, { junit } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(junit));

test("kept tests pass, dropped tests and open goals are skipped, with the reason", () => {
  const text = junit.render(sampleReport("another value"));
  expect(text).toContain('<testsuite name="src/cart.py" tests="3" failures="0" errors="0" skipped="2" time="1.250">');
  expect(text).toContain(
    '<testcase classname="total" name="raises when n is negative (another value)" file="src/cart.py" time="0"/>',
  );
  expect(text).toContain('<skipped message="dropped at the gate repeats: another value"/>');
  expect(text).toContain('name="line 4: total: `n &lt; 0` is never false" file="src/cart.py" line="4"');
  expect(text).toContain("<system-out>possible bug at line 4: another value</system-out>");
});

test("only a limit that was missed fails", () => {
  const thresholds = [
    { name: "min-coverage", wanted: 80, actual: 75, met: false },
    { name: "max-open-goals", wanted: 5, actual: 1, met: true },
  ];
  const text = junit.render({ ...sampleReport(), thresholds });
  expect(text).toContain('<testsuite name="limits" tests="2" failures="1" errors="0" skipped="0"');
  expect(text.match(/<failure /g)).toHaveLength(1);
  expect(text).toContain('<failure message="min-coverage is 75, wanted is 80"/>');
});

test("leaves out what XML cannot hold, and escapes the rest", () => {
  const text = junit.render(sampleReport('\u0000\u001b[31m\ud800 \ufffe]]> <a b="c"> &amp; 🙂\n'));
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe]|\]\]>|<a /);
  expect(text).toContain("&lt;a b=&quot;c&quot;&gt; &amp;amp; 🙂&#10;");
  expect(Buffer.from(text).toString()).toBe(text);
});
