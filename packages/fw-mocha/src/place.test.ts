import { describe, expect, it } from "vitest";
import { detailsOf } from "./details.js";
import { framework } from "./framework.js";
import { analysisOf, createProject, sourceFile } from "./testing/project.js";

async function detect(
  files: { readonly [path: string]: string },
  options = {},
): Promise<ReturnType<typeof framework.detect>> {
  const made = createProject(files, [], { "fw-mocha": options });
  return framework.detect(made.project, made.ctx);
}

async function placed(
  files: { readonly [path: string]: string },
  source: string,
  kind: "esm" | "commonjs" = "commonjs",
): Promise<string> {
  return framework.place(sourceFile(source), analysisOf(kind, {}), await detect({ "package.json": "{}", ...files }));
}

describe("detect", () => {
  it("reads data configurations, and says that it did not read code", async () => {
    const layout = await detect({
      "package.json": '{"devDependencies":{"mocha":"11","chai":"4"},"mocha":{"ui":"tdd"}}',
      ".mocharc.jsonc": '{ // comment\n "recursive": true, "import": "tsx", }',
    });
    const { settings, typescript, assertions } = detailsOf(layout);
    expect(settings).toMatchObject({ ui: "tdd", recursive: true, nodeFlags: ["--import=tsx"], unread: null });
    expect([typescript, assertions, layout.style, layout.found]).toEqual(["tsx", "chai-expect", "xunit", true]);
    const code = await detect({ "package.json": "{}", ".mocharc.cjs": "process.exit(1)" });
    expect(code.reason).toBe(".mocharc.cjs (.mocharc.cjs is code: it is used when tests run, but was not read)");
  });

  it("reads the test script", async () => {
    const script =
      "nyc --all NODE_ENV=test mocha -r ts-node/register --recursive 'checks/**/*.ts' --reporter dot -t 5000";
    const layout = await detect({ "package.json": JSON.stringify({ scripts: { test: `eslint . && ${script}` } }) });
    expect(detailsOf(layout).settings).toMatchObject({
      spec: ["checks/**/*.ts"],
      recursive: true,
      require: ["ts-node/register"],
      scriptArguments: ["--require=ts-node/register", "--recursive", "--timeout=5000"],
    });
    expect([layout.command, layout.testDirectory, detailsOf(layout).typescript]).toEqual([
      "npm test",
      "checks",
      "ts-node",
    ]);
  });

  it("reads the configuration that the test script names, and does without one that is not there", async () => {
    const manifest = JSON.stringify({ scripts: { test: "mocha --config spec/.mocharc.json --exit" } });
    const there = await detect({
      "package.json": manifest,
      "spec/.mocharc.json": '{"ui":"tdd"}',
      ".mocharc.json": "{}",
    });
    expect(detailsOf(there).settings).toMatchObject({
      found: ["spec/.mocharc.json", 'script "test" in package.json'],
      ui: "tdd",
      scriptArguments: ["--config=spec/.mocharc.json", "--exit"],
    });
    const gone = await detect({ "package.json": manifest, ".mocharc.json": '{"ui":"qunit"}' });
    expect(detailsOf(gone).settings).toMatchObject({ ui: "qunit", scriptArguments: ["--exit"] });
  });

  it("does without files that are not there, and without an end at the first failure", async () => {
    const test = "mocha -r test/support/env --require ./hooks --require tsx/cjs --file test/all.js --bail -b test/";
    const layout = await detect({ "package.json": JSON.stringify({ scripts: { test } }), "hooks.js": "" });
    expect(detailsOf(layout).settings.scriptArguments).toEqual(["--require=./hooks", "--require=tsx/cjs"]);
    expect(layout.testDirectory).toBe("test");
  });

  it("takes a name that ends in -spec for a test only beside what it tests, or among tests", async () => {
    const layout = await detect({
      "package.json": '{"devDependencies":{"mocha":"11"}}',
      ...{ "src/is-calendar-spec.js": "", "src/price.js": "", "src/price-spec.js": "", "spec/list-spec.js": "" },
    });
    expect([...layout.testFiles].sort()).toEqual(["spec/list-spec.js", "src/price-spec.js"]);
  });

  it("learns the habits of existing tests", async () => {
    const layout = await detect({
      "package.json": '{"type":"module"}',
      "lib/a.js": "",
      "spec/a.spec.js":
        'import { expect } from "chai"\nimport { a } from "../lib/a.js"\n\ndescribe("a", () => {\n\tit("b", () => {\n\t\texpect(a).to.equal(1)\n\t})\n})\n',
    });
    expect(layout).toMatchObject({
      testDirectory: "spec",
      quote: "double",
      indent: "\t",
      testFiles: ["spec/a.spec.js"],
    });
    expect(detailsOf(layout)).toMatchObject({
      infix: ".spec",
      semicolons: false,
      modules: "esm",
      importEnding: "written",
      assertions: "chai-expect",
      packageType: "module",
    });
  });

  it("finds no Mocha in a project of another runner", async () => {
    const layout = await detect({
      "package.json": '{"devDependencies":{"jest":"29"}}',
      "test/a.test.js": "describe('a', () => {})",
    });
    expect(layout.found).toBe(false);
  });

  it("survives configurations that cannot be parsed", async () => {
    const layout = await detect({ "package.json": "{", ".mocharc.yml": "a: [" });
    expect(detailsOf(layout).settings.broken).toContain(".mocharc.yml");
  });
});

describe("place", () => {
  it("stays where a plain mocha looks: flat, in test/, with an extension that Node loads right", async () => {
    expect(await placed({}, "lib/text/parse.js")).toBe("test/lib-text-parse.test.js");
    expect(await placed({}, "index.js")).toBe("test/index.test.js");
    expect(await placed({}, "lib/parse.mjs", "esm")).toBe("test/lib-parse.test.mjs");
    expect(await placed({ "package.json": '{"type":"module"}' }, "lib/parse.cjs")).toBe("test/lib-parse.test.cjs");
    expect(await placed({ "package.json": '{"type":"module"}' }, "lib/parse.js", "esm")).toBe("test/lib-parse.test.js");
  });

  it("mirrors the source tree when the configuration allows it", async () => {
    expect(await placed({ ".mocharc.json": '{"recursive":true}' }, "lib/text/parse.js")).toBe(
      "test/text/parse.test.js",
    );
    expect(await placed({ ".mocharc.json": '{"spec":"checks/**/*.spec.js"}' }, "src/text/parse.js")).toBe(
      "checks/text/parse.spec.js",
    );
  });

  it("goes where the configuration says, whatever the habit", async () => {
    const files = { "package.json": "{}", "test/other.spec.js": "" };
    for (const [placement, path] of [
      ["mirror", "test/text/parse.spec.js"],
      ["flat", "test/text-parse.spec.js"],
      ["beside", "src/text/parse.spec.js"],
    ]) {
      const layout = await detect(files, { placement });
      expect(framework.place(sourceFile("src/text/parse.js"), analysisOf("commonjs", {}), layout)).toBe(path);
    }
    const layout = await detect({ "test/parse.js": "require('../src/text/parse')" }, { placement: "mirror" });
    expect(framework.place(sourceFile("src/text/parse.js"), analysisOf("commonjs", {}), layout)).toBe("test/parse.js");
  });

  it("follows names and folders of existing tests", async () => {
    expect(
      await placed(
        { "src/b.spec.js": "", "src/b.js": "", ".mocharc.json": '{"spec":"src/**/*.spec.js"}' },
        "src/deep/a.js",
      ),
    ).toBe("src/deep/a.spec.js");
    expect(await placed({ "test/b-test.js": "describe('b', () => {})" }, "lib/deep/a.js")).toBe("test/deep-a-test.js");
  });

  it("extends the test file a module already has, and no other of that name", async () => {
    const files = { "lib/a.js": "", "lib/deep/a.js": "", "test/a.test.js": "const a = require('../lib/a');" };
    expect(await placed(files, "lib/a.js")).toBe("test/a.test.js");
    expect(await placed(files, "lib/deep/a.js")).toBe("test/deep-a.test.js");
    expect(await placed({ "lib/index.js": "", "test/index.js": "require('..')" }, "lib/index.js")).not.toBe(
      "test/index.js",
    );
  });

  it("leaves it to the loader how a module is run, where the project has one", async () => {
    const loader = { ".mocharc.json": '{"node-option":["import=tsx"]}' };
    // Under .mjs the default export of such a file would be the module itself.
    expect(await placed(loader, "src/a.js", "esm")).toBe("test/src-a.test.js");
    expect(await placed({}, "src/a.js", "esm")).toBe("test/src-a.test.mjs");
    expect(await placed(loader, "src/a.mjs", "esm")).toBe("test/src-a.test.mjs");
  });

  it("writes TypeScript for TypeScript", async () => {
    expect(
      await placed(
        { ".mocharc.json": '{"node-option":["import=tsx"],"extension":["ts"],"recursive":true}' },
        "src/a.ts",
        "esm",
      ),
    ).toBe("test/a.test.ts");
  });
});

describe("scaffold", () => {
  it("adds a configuration only where there is none", async () => {
    const made = createProject({ "package.json": '{"devDependencies":{"typescript":"5","tsx":"4"}}' }, []);
    const [config, ...more] = framework.scaffold(made.project, await framework.detect(made.project, made.ctx));
    expect(more).toEqual([]);
    expect(JSON.parse(config?.text ?? "")).toMatchObject({
      spec: ["test/**/*.{js,cjs,mjs,ts,cts,mts}"],
      "node-option": ["import=tsx"],
    });
    made.write(".mocharc.json", "{}");
    expect(framework.scaffold(made.project, await framework.detect(made.project, made.ctx))).toEqual([]);
  });
});

describe("check", () => {
  it("names one command for what is missing", async () => {
    const made = createProject({ "package.json": "{}", "yarn.lock": "", "src/a.ts": "" }, []);
    const checks = await framework.check(made.project, made.ctx);
    expect(checks.find(({ name }) => name === "Mocha")).toMatchObject({ ok: false, fix: "yarn add -D mocha" });
    const withMocha = createProject({ "package.json": "{}" });
    expect((await framework.check(withMocha.project, withMocha.ctx)).every(({ ok }) => ok)).toBe(true);
  });
});
