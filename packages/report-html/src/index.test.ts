import { fileURLToPath } from "node:url";
import { createRedactor, type KeptTest, type Report } from "@autotest/core";
import { emptyReport, registerTests, sampleReport, testPlugin, testReporter } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { sampleMutation } from "./fixtures/sample-mutation.js";
import plugin, { html, renderPage } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));
registerTests(test, testReporter(html));

const HOSTILE = "</script><img src=x onerror=alert(1)><style>*{}</style><!--\"'` \u202e \ud800 ]]> {{x}} ${y}";

test("says what each test proves and asserts, why goals are open, and what was found", () => {
  const page = html.render(sampleReport());
  expect(page).toContain("<h1>1 test added, 1 open goal</h1>");
  expect(page).toContain("<li><code>n &lt; 0</code> is true <span");
  expect(page).toContain("<li>raises ValueError: plain</li>");
  expect(page).toContain("declared by the code");
  expect(page).toContain("No value found that leads there");
  expect(page).toContain("<code>n &lt; 0</code> is never false");
  expect(page).toContain("possible bug");
  expect(page).toContain("75 %");
});

test("no text of the project becomes markup, whatever the page shows", async () => {
  const page = await renderPage({ report: sampleReport(HOSTILE), mutation: sampleMutation(HOSTILE) });
  const own = page.replaceAll(/<(script|style)>[\s\S]*?<\/\1>/g, "");
  expect(own).not.toMatch(/<img|<style|<!--|[\u202e\ud800]/);
  expect(page.match(/<script\b/g)).toHaveLength(3);
  expect(page.match(/<\/script/g)).toHaveLength(3);
  const data = /<script type="application\/json" id="mutation-report">([^<]*)<\/script>/.exec(page)?.[1] ?? "";
  expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(sampleMutation(HOSTILE).report)));
});

test("whatever stands where a number is expected is text as well", () => {
  const [file] = sampleReport().files;
  const lines = { covered: "<img src=x>", total: "<b>" } as unknown as { covered: number; total: number };
  const forged = {
    ...sampleReport(),
    seed: "<img>",
    files: [{ ...file, coverageAfter: { ...file?.coverageAfter, lines } }],
  };
  expect(html.render(forged as unknown as Report)).not.toMatch(/<img|<b>&lt;|<b><b>/);
});

test("the policy allows the page's own script and style by their hashes and nothing else", async () => {
  const policy = (page: string): string | undefined =>
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
  const hash = "'sha256-[\\w+/]{43}='";
  expect(policy(html.render(sampleReport()))).toMatch(
    new RegExp(`^default-src 'none'; script-src ${hash}; style-src ${hash}; base-uri 'none'; form-action 'none'$`),
  );
  expect(policy(await renderPage({ mutation: sampleMutation() }))).toMatch(
    new RegExp(`script-src ${hash} ${hash}; style-src ${hash}; style-src-attr 'unsafe-inline'; img-src data:;`),
  );
});

test("is the same page for the same report, and what takes secrets out leaves its policy alone", async () => {
  const both = { report: sampleReport(), mutation: sampleMutation() };
  expect(await renderPage(both)).toBe(await renderPage(both));
  const page = html.render(sampleReport());
  expect(createRedactor()(page)).toBe(page);
});

test("a thousand tests and five thousand small changes fit into 1.5 MB", () => {
  const page = html.render(largeReport(1_000));
  expect(page.match(/<tr data-row><th scope="row"><span class="soft">/g)).toHaveLength(1_000);
  expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
  expect(page).toContain("more, which <code>--json</code> lists");
});

test("names no section that has nothing in it", async () => {
  expect(html.render(emptyReport())).not.toContain("<h2");
  expect(await renderPage({ mutation: { ...sampleMutation(), mutants: [] } })).not.toContain(
    "<mutation-test-report-app",
  );
});

/** Forty files; each test is kept for three branches and notices five changes. */
function largeReport(tests: number): Report {
  const sample = sampleReport("a text of an ordinary length that says something");
  const [file] = sample.files;
  const [goal] = file?.goals ?? [];
  const [kept] = file?.kept ?? [];
  if (file === undefined || goal === undefined || kept === undefined)
    throw new Error("the sample has one of everything");
  const files = Array.from({ length: 40 }, (_, at) => {
    const each = Array.from({ length: tests / 40 }, (_, index) => {
      const goals = Array.from({ length: 8 }, (_, n) => ({
        ...goal,
        id: `${at}-${index}-${n}`,
        kind: n < 3 ? goal.kind : ("mutant" as const),
        condition: `amounts[${n}] <= limits["${index}"]`,
      }));
      const ids = goals.map(({ id }) => id);
      const test: KeptTest = { ...kept, goals: ids.slice(0, 3), candidate: { ...kept.candidate, goals: ids } };
      return { goals, test };
    });
    return { ...file, goals: each.flatMap(({ goals }) => goals), kept: each.map(({ test }) => test) };
  });
  const [suite] = sample.suites;
  const suites =
    suite === undefined ? [] : files.map(() => ({ ...suite, text: "assert total(1) == 2\n".repeat(tests / 4) }));
  return { ...sample, files, suites };
}
