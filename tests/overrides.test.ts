import { afterEach, describe, expect, it } from "vitest";
import { type Config, createAutotest, createHttp, type Plugin } from "../packages/core/dist/index.js";
import { startModelServer } from "../packages/core/dist/testing/index.js";
import engineModel from "../packages/engine-model/dist/index.js";
import engineSearch from "../packages/engine-search/dist/index.js";
import pytest from "../packages/fw-pytest/dist/index.js";
import python from "../packages/lang-python/dist/index.js";
import openai from "../packages/model-openai/dist/index.js";
import { TemporaryProject, withTools } from "./temporary-project.js";

const CODE = "def sign(number: int) -> int:\n    if number < 0:\n        return -1\n    return 1\n";
const FILES = {
  "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[tool.pytest.ini_options]\n',
  "shop/__init__.py": "",
  "shop/cart.py": CODE,
  "legacy/__init__.py": "",
  "legacy/dates.py": CODE,
  "legacy/fresh.py": CODE,
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function open(config: Config, more: readonly Plugin[] = []) {
  const project = new TemporaryProject().write(FILES);
  closers.push(() => project.remove());
  const { PATH = "" } = withTools();
  const autotest = createAutotest({
    cwd: project.folder,
    config: { search: { calls: 2_000, seconds: 60 }, ...config },
    plugins: [python(), pytest(), engineSearch(), engineModel(), openai(), ...more],
    env: { PATH },
    http: createHttp(),
  });
  return { project, autotest };
}

describe("overrides", () => {
  it("style, place and seed of the files they fit, the later one winning key by key", async () => {
    const { project, autotest } = open({
      overrides: [
        { files: ["legacy/**"], tests: { style: "xunit", directory: "legacy/tests" }, search: { seed: 7 } },
        { files: ["fresh.py"], tests: { style: "bdd" } },
      ],
    });
    const { report } = await autotest.generate();
    const suites = Object.fromEntries(report.suites.map(({ sources: [source = ""], path }) => [source, path]));
    expect(report.files.map(({ path, kept }) => [path, kept.length > 0])).toEqual([
      ["legacy/dates.py", true],
      ["legacy/fresh.py", true],
      ["shop/cart.py", true],
    ]);
    const textOf = (source: string): string => project.read(suites[source] ?? "");
    expect(suites["shop/cart.py"]).toMatch(/^tests\//);
    expect(textOf("shop/cart.py")).not.toMatch(/^class Test/m);
    expect(suites["legacy/dates.py"]).toMatch(/^legacy\/tests\//);
    expect(textOf("legacy/dates.py")).toMatch(/^class Test/m);
    expect(suites["legacy/fresh.py"]).toMatch(/^legacy\/tests\//);
    expect(textOf("legacy/fresh.py")).not.toMatch(/^class Test/m);
    expect(textOf("legacy/fresh.py")).toContain("seed 7");
    expect(textOf("shop/cart.py")).toContain("seed 1");

    const again = await autotest.generate();
    expect(again.report.skipped.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["up-to-date", "up-to-date", "up-to-date"]),
    );
    expect(again.written).toEqual([]);
  }, 120_000);

  it("framework, engines and calls", async () => {
    const [framework] = pytest().frameworks ?? [];
    const other = { ...framework!, id: "other", name: "Other" };
    const { autotest } = open(
      {
        frameworks: ["pytest"],
        overrides: [
          { files: ["legacy/**"], framework: "other", engines: ["nobody"] },
          { files: ["legacy/fresh.py"], engines: ["search"], search: { calls: 1 } },
        ],
      },
      [{ name: "autotest-fw-other", version: "1.0.0", apiVersion: 1, frameworks: [other] }],
    );
    const { report } = await autotest.generate({ dryRun: true });
    const [dates, fresh, cart] = report.files;
    expect(report.files.map((file) => [file.path, file.framework])).toEqual([
      ["legacy/dates.py", "other"],
      ["legacy/fresh.py", "other"],
      ["shop/cart.py", "pytest"],
    ]);
    expect([dates?.calls, dates?.kept]).toEqual([0, []]);
    expect(fresh?.calls).toBeGreaterThan(0);
    expect(fresh?.calls).toBeLessThan(cart?.calls ?? 0);
  }, 120_000);

  it("what the model is asked: a pack named for some files is not hidden by a template for all", async () => {
    const server = await startModelServer({ reply: () => ({ text: "nothing to say" }) });
    closers.push(() => server.close());
    const templates = { unit_test: "As our team would: {framework}." };
    const { autotest } = open(
      {
        engines: ["model"],
        prompts: { unit_test: "As everybody does: {framework}." },
        overrides: [{ files: ["legacy/**"], prompts: { pack: "team" } }],
        model: { name: "small", baseUrl: server.baseUrl, apiKey: "local" },
      },
      [
        {
          name: "autotest-prompts-team",
          version: "1.0.0",
          apiVersion: 1,
          prompts: [{ id: "team", name: "ours", templates }],
        },
      ],
    );
    await autotest.generate({ dryRun: true });
    const asked = server.requests.map(({ body }) => JSON.stringify(body));
    const about = (file: string): string => asked.find((text) => text.includes(`test ${file}`)) ?? "never asked";
    expect(about("shop/cart.py")).toContain("As everybody does: pytest.");
    expect(about("legacy/dates.py")).toContain("As our team would: pytest.");
  }, 120_000);

  it("what a run was told wins over them", async () => {
    const { project, autotest } = open({ overrides: [{ files: ["legacy/**"], search: { seed: 7 } }] });
    const { report } = await autotest.generate({ paths: ["legacy/dates.py"], seed: 3 });
    const suite = report.suites.find(({ sources }) => sources.length > 0);
    expect(project.read(suite?.path ?? "")).toContain("seed 3");
  }, 120_000);

  it("a framework nobody brings is an error", async () => {
    const { autotest } = open({ overrides: [{ files: ["legacy/**"], framework: "nose" }] });
    await expect(autotest.generate()).rejects.toThrow("unknown framework: nose");
  });
});
