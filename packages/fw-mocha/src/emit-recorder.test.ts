import type { Candidate, Value, Via } from "@autotest/core";
import { describe, expect, it } from "vitest";
import { framework } from "./framework.js";
import { analysisOf, candidate, createProject, groupsOf, header, language, sourceFile } from "./testing/project.js";

const SOURCE = `
function each(list, visit) { list.forEach((item, index) => visit(item, index)); return list.length; }
class Tick { constructor(n) { this.n = n; } }
function emit(visit) { visit(new Tick(1)); }
function skip(iterator) { iterator.next(); }
function* pairs(iterator) { for (const item of iterator) yield [item]; }
`;
const heard = { $: "callable", kind: "record" } as const;
const seen = { basis: "observed", via: "call" } as const;

const TESTS: readonly Candidate[] = [
  candidate("each", "visits each", { kind: "function", ref: ":each", args: [["a", "b"], heard] }, [
    { ...seen, kind: "returns", value: 2 },
    {
      ...seen,
      kind: "argument",
      index: 1,
      value: [
        ["a", 0],
        ["b", 1],
      ],
    },
  ]),
  candidate("each", "only counts", { kind: "function", ref: ":each", args: [["a"], heard] }, [
    { ...seen, kind: "returns", value: 1 },
  ]),
  candidate(
    "each",
    "takes no name twice",
    { kind: "function", ref: ":each", args: [{ $: "var", name: "calls" }, heard] },
    [{ ...seen, kind: "argument", index: 1, value: [[7, 0]] }],
    [{ name: "calls", value: [7] }],
  ),
  candidate("emit", "hands over an object", { kind: "function", ref: ":emit", args: [heard] }, [
    { ...seen, kind: "argument", index: 0, value: [[{ $: "object", type: "Tick", ref: ":Tick", fields: { n: 1 } }]] },
  ]),
];

async function emitAndRun(source: string, tests: readonly Candidate[], more: { readonly [path: string]: string } = {}) {
  const isModule = source.endsWith(".ts");
  const text = `// @ts-nocheck\n${SOURCE}${isModule ? "export { each, emit, Tick, skip, pairs };" : "module.exports = { each, emit, Tick, skip, pairs };"}`;
  const made = createProject({ "package.json": "{}", [source]: text, ...more }, ["mocha", "tsx"]);
  const layout = await framework.detect(made.project, made.ctx);
  const file = sourceFile(source);
  const analysis = analysisOf(isModule ? "esm" : "commonjs", {
    each: ["list", "visit"],
    emit: ["visit"],
    skip: ["iterator"],
    pairs: ["iterator"],
  });
  const path = framework.place(file, analysis, layout);
  const groups = groupsOf(...tests);
  const suite = framework.emit({ project: made.project, layout, language, file, analysis, path, header, groups });
  made.write(path, suite.text);
  const run = await framework.run({ project: made.project, layout, files: [path] }, made.ctx);
  if (run.status !== "complete") throw new Error(`${run.problem.message}\n${run.output}\n${suite.text}`);
  expect(run.tests.map(({ outcome }) => outcome)).toEqual(tests.map(() => "passed"));
  return suite.text;
}

describe("a function whose calls are asserted", () => {
  it("fills a list", async () => {
    const text = await emitAndRun("lib/a.js", TESTS);
    expect(text).toContain(`
    const calls = [];
    assert.equal(
      each(['a', 'b'], (...args) => void calls.push(args)),
      2,
    );
    assert.deepEqual(calls, [
      ['a', 0],
      ['b', 1],
    ]);
`);
    expect(text).toContain("each(['a'], () => {})");
    expect(text).toContain(`
    const calls = [7];
    const visitCalls = [];
    each(calls, (...args) => void visitCalls.push(args));
    assert.deepEqual(visitCalls, [[7, 0]]);
`);
    expect(text).toContain("assert.ok(calls[0][0] instanceof Tick);");
  });

  it("has types in TypeScript", async () => {
    const rc = '{"node-option":["import=tsx"],"extension":["ts"]}';
    const text = await emitAndRun("src/a.ts", TESTS, { ".mocharc.json": rc });
    expect(text).toContain("const calls: unknown[][] = [];");
    expect(text).toContain("each(['a', 'b'], (...args: unknown[]) => void calls.push(args))");
    expect(text).toContain("const calls: any[][] = [];");
  });
});

describe("an iterator of which something is taken", () => {
  it("is looked at as the list of what it has left", async () => {
    const given = { $: "iterator", v: [1, 2] } as const;
    const left = (value: Value, via: Via) => ({ ...seen, via, kind: "argument", index: 0, value }) as const;
    const text = await emitAndRun("lib/a.js", [
      candidate("skip", "takes one", { kind: "function", ref: ":skip", args: [given] }, [left([2], "call")]),
      candidate("pairs", "takes all", { kind: "function", ref: ":pairs", args: [given] }, [
        { ...seen, via: "iterate", kind: "returns", value: [[1], [2]] },
        left([], "iterate"),
      ]),
    ]);
    expect(text).toContain(`
    const iterator = [1, 2].values();
    skip(iterator);
    assert.deepEqual([...iterator], [2]);
`);
    expect(text).toContain(`
    const iterator = [1, 2].values();
    assert.deepEqual(take(pairs(iterator), 20), [[1], [2]]);
    assert.deepEqual([...iterator], []);
`);
  });
});
