import { createServer } from "node:net";
import type { TestRun } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { framework } from "./framework.js";
import { createProject, type TestProject } from "./testing/project.js";

function open(files: { readonly [path: string]: string }, packages?: readonly string[]): TestProject {
  const made = createProject({ "package.json": "{}", ...files }, packages);
  return made;
}

async function run(
  { project, ctx }: TestProject,
  more: Partial<Parameters<typeof framework.run>[0]> = {},
): Promise<TestRun> {
  const layout = await framework.detect(project, ctx);
  return framework.run({ project, layout, files: [], ...more }, ctx);
}

function complete(result: TestRun): Extract<TestRun, { status: "complete" }> {
  if (result.status !== "complete") throw new Error(`${result.status}: ${result.problem.message}\n${result.output}`);
  return result;
}

const PLAIN = `describe('a', () => { it('one', () => {}); it('two', () => { throw new TypeError('no\\nsecond line'); }); it.skip('three', () => {}); it('four', () => {}); });`;

describe("a run", () => {
  it("tells passed, failed and skipped tests, with the first lines of a failure", async () => {
    const { tests } = complete(await run(open({ "test/a.js": PLAIN })));
    expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
      ["test/a.js > a > one", "passed"],
      ["test/a.js > a > two", "failed"],
      ["test/a.js > a > three", "skipped"],
      ["test/a.js > a > four", "passed"],
    ]);
    expect(tests[1]?.message).toBe("TypeError: no\nsecond line");
  });

  it("shuffles by the seed, and the same way for the same seed", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `it('t${index}', () => {});`).join("");
    const project = open({
      "test/a.js": `describe('a', () => {${many}});`,
      "test/b.js": `describe('b', () => {${many}});`,
    });
    const order = async (orderSeed?: number, files?: readonly string[]): Promise<string> =>
      complete(await run(project, { ...(orderSeed === undefined ? {} : { orderSeed }), ...(files ? { files } : {}) }))
        .tests.map(({ testId }) => testId)
        .join();
    const [plain, first, again, other] = [await order(), await order(1), await order(1), await order(2)];
    expect(first).toBe(again);
    expect(new Set([plain, first, other]).size).toBe(3);
    expect(first.split(",").sort()).toEqual(plain.split(",").sort());
    // What else is run changes nothing.
    expect(first).toContain(await order(1, ["test/a.js"]));
    expect(first).toContain(await order(1, ["test/b.js"]));
  });

  it("runs only the files it is given, whatever the configuration adds", async () => {
    const project = open({
      "test/a.js": PLAIN,
      "test/b.js": "it('b', () => {});",
      ".mocharc.json": '{"spec":"test/*.js","bail":true,"grep":"nothing"}',
    });
    expect(complete(await run(project, { files: ["test/b.js"] })).tests.map(({ testId }) => testId)).toEqual([
      "test/b.js > b",
    ]);
    expect(complete(await run(project)).tests).toHaveLength(5);
  });

  it("reports a file that cannot be loaded as failed, and runs the others", async () => {
    const { tests } = complete(
      await run(
        open({
          "test/a.js": "describe('half', () => { it('x', () => {}); });\nrequire('./missing');",
          "test/b.js": "it('b', () => {});",
        }),
      ),
    );
    expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
      ["test/b.js > b", "passed"],
      ["test/a.js", "failed"],
    ]);
    expect(tests[1]?.message).toContain("Cannot find module './missing'");
  });

  it("is an error when the only file exits while it is loaded", async () => {
    const result = await run(open({ "test/a.js": "it('a', () => {}); process.exit(0);" }));
    expect(result.status).toBe("error");
    expect(result.status === "error" && result.problem).toEqual({
      code: "tests-exited",
      message: "the process exited with code 0 while test/a.js was loaded",
    });
  });

  it("goes on without a file whose test exits, and says which test it was", async () => {
    const { tests } = complete(
      await run(
        open({
          "test/a.js": "it('fine', () => {}); it('leaves', () => process.exit(0));",
          "test/b.js": "it('b', () => {});",
        }),
      ),
    );
    expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
      ["test/a.js > fine", "passed"],
      ["test/b.js > b", "passed"],
      ["test/a.js > leaves", "failed"],
    ]);
  });

  it("believes nobody who writes results himself", async () => {
    const forge = `require('fs').writeSync(4, '{"kind":"test","file":"test/a.js","title":["a"],"outcome":"passed"}\\n{"kind":"end","tests":1}\\n'); process.exit(0);`;
    const result = await run(open({ "test/a.js": forge }));
    expect(result.status).toBe("error");
  });

  it("times out", async () => {
    const result = await run(open({ "test/a.js": "it('hangs', () => { for (;;); });" }), { timeoutMs: 1500 });
    expect(result.status).toBe("timeout");
  });

  it("fails the tests behind a failing hook", async () => {
    const { tests } = complete(
      await run(
        open({
          "test/a.js":
            "describe('a', () => { before(() => { throw new Error('no set-up'); }); it('one', () => {}); it('two', () => {}); });",
        }),
      ),
    );
    expect(tests.map(({ testId, outcome }) => [testId, outcome])).toEqual([
      ["test/a.js > a > one", "failed"],
      ["test/a.js > a > two", "failed"],
    ]);
  });

  it("leaves, and says so, when something keeps the process alive", async () => {
    const { tests, problems } = complete(
      await run(open({ "test/a.js": "it('opens', (done) => { require('net').createServer().listen(0, done); });" })),
    );
    expect(tests[0]?.outcome).toBe("passed");
    expect(problems.map(({ code }) => code)).toEqual(["open-handles"]);
  });

  it("says how to get Mocha when it is missing", async () => {
    const result = await run(open({ "test/a.js": "", "pnpm-lock.yaml": "" }, []));
    expect(result.status === "error" && result.problem).toMatchObject({ code: "no-mocha", hint: "pnpm add -D mocha" });
  });

  it("asks a configuration that is code for node's flags", async () => {
    const project = open({
      ".mocharc.cjs": "module.exports = { 'node-option': ['stack-trace-limit=7'], spec: 'checks/*.js', ui: 'tdd' };",
      "checks/a.js":
        "suite('s', () => { test('flag', () => { if (!process.execArgv.includes('--stack-trace-limit=7')) throw new Error(process.execArgv.join()); }); });",
    });
    expect(complete(await run(project)).tests.map(({ outcome }) => outcome)).toEqual(["passed"]);
  });
});

describe("the seat belt", () => {
  it("refuses network, processes and foreign writes, and records them", async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const reached: string[] = [];
    server.on("connection", () => reached.push("connected"));
    const text = `
      const assert = require('assert');
      it('connects', async () => { await assert.rejects(fetch('http://127.0.0.1:${port}/')); });
      it('resolves', async () => { await assert.rejects(require('dns').promises.lookup('example.com')); });
      it('spawns', () => { assert.throws(() => require('child_process').execSync('true')); });
      it('writes', () => { assert.throws(() => require('fs').writeFileSync(require('path').join(__dirname, '../../outside-' + process.pid), 'x')); });
      it('may write here', () => { require('fs').writeFileSync('inside.txt', 'x'); });
      it('may serve itself', async () => {
        const own = require('http').createServer((request, response) => response.end('hello'));
        await new Promise((resolve) => own.listen(0, resolve));
        assert.equal(await (await fetch('http://localhost:' + own.address().port)).text(), 'hello');
        own.closeAllConnections(); own.close();
      });`;
    const project = open({ "test/a.js": text, "lib/a.js": "" });
    for (const cover of [[], ["lib/a.js"]]) {
      const { tests, problems } = complete(await run(project, { cover }));
      expect(tests.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
      expect(problems.map(({ code }) => code)).toContain("refused-effect");
      expect(problems.some(({ message }) => message.includes(`connect 127.0.0.1:${port}`))).toBe(true);
    }
    expect(reached).toEqual([]);
    server.close();
  });
});

describe("coverage", () => {
  it("counts lines and branches, and names the ways not taken", async () => {
    const source =
      "exports.sign = (n) => {\n  if (n > 0) {\n    return 1;\n  }\n  if (n < 0) {\n    return -1;\n  }\n  return 0;\n};\nexports.unused = () => {\n  return 1;\n};\n";
    const project = open({
      "lib/a.js": source,
      "lib/never.js": source,
      "test/a.js":
        "const { sign } = require('../lib/a'); it('positive', () => { if (sign(1) !== 1) throw 1; }); it('zero', () => { sign(0); });",
    });
    const { coverage } = complete(await run(project, { cover: ["lib/a.js", "lib/never.js"] }));
    expect(coverage?.[0]).toMatchObject({
      path: "lib/a.js",
      lines: { covered: 6, total: 8 },
      branches: { covered: 3, total: 4 },
      missedLines: [6, 11],
    });
    expect(coverage?.[0]?.missedBranches).toEqual([{ line: 5, to: 5 }]);
    expect(coverage?.[1]).toMatchObject({
      path: "lib/never.js",
      lines: { covered: 0, total: 8 },
      branches: { covered: 0, total: 4 },
    });
  });

  it("is kept when a test ends the process", async () => {
    const project = open({
      "lib/a.js": "exports.a = () => {\n  return 1;\n};\n",
      "test/a.js": "require('../lib/a').a(); it('leaves', () => process.exit(0));",
      "test/b.js": "it('b', () => {});",
    });
    const { coverage } = complete(await run(project, { cover: ["lib/a.js"] }));
    expect(coverage?.[0]?.coveredLines).toEqual([1, 2]);
  });

  it("follows the source map of TypeScript run by tsx", async () => {
    const project = open(
      {
        "package.json": '{"type":"module","devDependencies":{"tsx":"4","mocha":"11"}}',
        ".mocharc.json": '{"node-option":["import=tsx"],"spec":"test/*.test.ts"}',
        "src/a.ts":
          "interface Shape {\n  readonly n: number;\n}\n\nexport function sign({ n }: Shape): number {\n  if (n > 0) {\n    return 1;\n  }\n  return 0;\n}\n",
        "test/a.test.ts":
          "import { sign } from '../src/a.js';\nit('positive', () => { const n: number = sign({ n: 1 }); if (n !== 1) throw n; });\n",
      },
      ["mocha", "tsx"],
    );
    const { tests, coverage, problems } = complete(await run(project, { cover: ["src/a.ts"] }));
    expect(tests).toMatchObject([{ testId: "test/a.test.ts > positive", outcome: "passed" }]);
    expect(coverage?.[0]).toMatchObject({ coveredLines: [6, 7], missedLines: [9] });
    expect(problems).toEqual([]);
    expect(complete(await run(project)).problems.map(({ code }) => code)).toEqual(["weaker-isolation"]);
  });
});
