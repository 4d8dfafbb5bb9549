import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleReport } from "../packages/core/src/testing/sample-report.js";
import { sampleMutation } from "../packages/report-html/src/fixtures/sample-mutation.js";
import { cli, TemporaryProject, withTools } from "./temporary-project.js";
import { Terminal } from "./terminal.js";
import { repository } from "./workspace-packages.js";

// In a real browser. Set-up installs it on Debian as root; elsewhere it is named in AUTOTEST_TEST_BROWSER. Without one this fails.
const executablePath = process.env.AUTOTEST_TEST_BROWSER ?? "/usr/bin/chromium";
// A browser started by root has no sandbox of its own; it sees nothing but our page. The rest keeps it off the network.
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const HOSTILE =
  '</script><img src=x onerror="window.hacked=1"><script>window.hacked=1</script><svg onload=window.hacked=1> \u202e';

const project = new TemporaryProject("it's <b>a project #1 & more");
let browser: Browser;

beforeAll(async () => {
  project.write({
    "cart.py": "def total(n: int) -> int:\n    if n < 0:\n        raise ValueError('negative')\n    return n * 2\n",
  });
  browser = await chromium.launch({ executablePath, args: QUIET });
});
afterAll(async () => {
  await browser?.close();
  project.remove();
});

/** Opens a file as a person does, and notes everything a page should not do. */
async function open(file: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  const own = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== own && !request.url().startsWith("data:")) complaints.push(`request: ${request.url()}`);
  });
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", (event) => console.error("policy: " + event.violatedDirective))',
  );
  await page.goto(own);
  return { page, complaints };
}

describe("a page with hostile names", () => {
  it("loads nothing, runs nothing of theirs, breaks no policy, and shows the mutants", async () => {
    const { renderPage } = (await import(
      pathToFileURL(join(repository, "packages", "report-html", "dist", "index.js")).href
    )) as typeof import("../packages/report-html/src/index.js");
    mkdirSync(join(project.base, "pages"));
    const file = join(project.base, "pages", "a #b%20 ?.html");
    writeFileSync(file, await renderPage({ report: sampleReport(HOSTILE), mutation: sampleMutation(HOSTILE) }));
    const { page, complaints } = await open(file);
    await expect.poll(() => page.locator("mutation-test-report-app").getByText("cart.py").count()).toBeGreaterThan(0);
    // Every mutant, in its source, where its name and its text are drawn.
    await page.locator("mutation-test-report-app").getByRole("link", { name: "cart.py" }).first().click();
    await expect.poll(() => page.locator("mte-file").getByText("def").count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator("mte-file svg").count()).toBeGreaterThan(0);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.evaluate('"hacked" in window')).toBe(false);
    expect(await page.locator("#open").textContent()).toContain("onerror");
    expect(complaints).toEqual([]);
    // What is written between two of our own elements is a script all the same, and does not run either.
    await page.evaluate(
      'document.body.append(document.createRange().createContextualFragment("<script>window.hacked = 1</script>"))',
    );
    expect(await page.evaluate('"hacked" in window')).toBe(false);
    expect(complaints.join()).toContain("policy: script-src");
    await page.close();
  });
});

describe("autotest report", () => {
  it("without a last run says what to run, and writes nothing", async () => {
    const before = project.tree();
    const { code, stderr } = await project.autotest(["report"]);
    expect(code).toBe(5);
    expect(stderr).toMatch(/there is no last run here[\s\S]*next: autotest generate/);
    const { stdout } = await project.autotest(["report", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 5,
      error: { code: "nothing-to-do", next: "autotest generate" },
    });
    expect(project.tree()).toEqual(before);
  });

  it("makes a page of the last run that filters by keyboard, and opens only what git ignores", async () => {
    expect((await project.autotest(["generate"])).code).toBe(0);
    const { stdout } = await project.autotest(["report", "--open", "--json"]);
    const { page: made } = JSON.parse(stdout) as { page: { path: string; shows: string[]; opened: boolean } };
    expect(made).toMatchObject({ path: ".autotest/cache/report.html", shows: ["report"], opened: false });
    const { page, complaints } = await open(join(project.folder, made.path));
    expect(await page.locator("h1").textContent()).toMatch(/tests? added, every goal met/);
    const rows = page.locator("[data-row]:not([hidden])");
    const all = await rows.count();
    expect(await page.locator("#tests").textContent()).toMatch(/n < 0 is true[\s\S]*raises ValueError: negative/);
    await page.keyboard.press("/");
    await page.keyboard.type("raises negative");
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await page.locator("#found").textContent()).toMatch(/^\d+ of \d+ rows$/);
    await page.keyboard.press("Escape");
    await expect.poll(() => rows.count()).toBe(all);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("refuses what somebody else wrote in its place, and keeps a file where it was told to", async () => {
    const kept = project.read(".autotest/cache/last-report.json");
    project.write({ ".autotest/cache/last-report.json": '{"format":1,"value":{"files":[{}]}}' });
    const { code, stderr } = await project.autotest(["report"]);
    expect(code).toBe(5);
    expect(stderr).toContain("cannot be read");
    project.write({ ".autotest/cache/last-report.json": kept });
    expect((await project.autotest(["report", "--html", "out/page.html"])).stdout).toBe("out/page.html\n");
    expect(project.read("out/page.html")).toMatch(/^<!doctype html>/);
    expect((await project.autotest(["report", "--html", ".git/hooks/page"])).code).toBe(9);
  });

  it("opens the browser for a person at a terminal", async () => {
    const seen = join(project.base, "seen");
    const script = join(project.base, "browser");
    writeFileSync(script, `#!/bin/sh\nprintf %s "$1" > '${seen}.part' && mv '${seen}.part' '${seen}'\n`, {
      mode: 0o755,
    });
    const terminal = new Terminal([process.execPath, cli, "report", "--open"], {
      base: project.base,
      cwd: project.folder,
      env: { PATH: withTools().PATH ?? "", HOME: project.base, LANG: "C.UTF-8", TERM: "xterm", BROWSER: script },
    });
    try {
      expect(await terminal.until("ended with 0", 0)).toContain(".autotest/cache/report.html");
      const page = join(project.folder, ".autotest", "cache", "report.html");
      await expect.poll(() => (existsSync(seen) ? readFileSync(seen, "utf8") : "")).toBe(pathToFileURL(page).href);
    } finally {
      terminal.close();
    }
  });
});
