import type { Candidate, Value } from "@autotest/core";
import { expect, it } from "vitest";
import { framework } from "./framework.js";
import { analysisOf, candidate, createProject, groupsOf, header, language, sourceFile } from "./testing/project.js";

const SOURCE = "exports.fail = (value) => { throw value; };\nexports.refuse = async (value) => { throw value; };\n";

function throws(name: string, value: Value, type: string, message: string): Candidate {
  const via = name === "refuse" ? "await" : "call";
  return candidate(name, `throws ${type} ${message}`, { kind: "function", ref: `:${name}`, args: [value] }, [
    { basis: "declared", via, kind: "raises", ref: "", type, message },
  ]);
}

const TESTS: readonly Candidate[] = [
  throws("fail", "no", "string", "no"),
  throws("fail", -2, "number", "-2"),
  throws("fail", { $: "float", v: "NaN" }, "number", "NaN"),
  throws("fail", true, "boolean", "true"),
  throws("refuse", "no", "string", "no"),
  throws("refuse", { $: "undefined" }, "undefined", "undefined"),
];

/** The suite of `lib/a.js`, and what becomes of its tests on another text of that file. */
async function suiteOf(
  manifest: string,
  source: string,
  units: Parameters<typeof analysisOf>[1],
  tests: readonly Candidate[],
) {
  const made = createProject({ "package.json": manifest, "lib/a.js": source }, ["mocha"]);
  const layout = await framework.detect(made.project, made.ctx);
  const file = sourceFile("lib/a.js");
  const analysis = analysisOf("commonjs", units);
  const path = framework.place(file, analysis, layout);
  const { text } = framework.emit({
    ...{ project: made.project, layout, language, file, analysis, path, header },
    groups: groupsOf(...tests),
  });
  const runOn = async (lib: string) => {
    made.write("lib/a.js", lib);
    made.write(path, text);
    const run = await framework.run({ project: made.project, layout, files: [path] }, made.ctx);
    if (run.status !== "complete") throw new Error(`${run.problem.message}\n${run.output}\n${text}`);
    return run.tests;
  };
  return { text, runOn };
}

it.each([
  ["node:assert", "{}", ["() => assert.throws(", "(thrown) => thrown === -2"]],
  ["chai", '{"devDependencies":{"chai":"4"}}', [".to.throw()", "(thrown) => thrown === 'no'"]],
])("what is thrown without being an error is compared as it is, with %s", async (dialect, manifest, expected) => {
  const suite = await suiteOf(manifest, SOURCE, { fail: ["value"], refuse: { async: true } }, TESTS);
  for (const part of expected) expect(suite.text).toContain(part);
  // The project of this test has no chai to run it with.
  if (dialect === "chai") return;
  for (const [source, outcome] of [
    [SOURCE, "passed"],
    [SOURCE.replaceAll("throw value", "throw 7"), "failed"],
  ] as const) {
    const run = await suite.runOn(source);
    const told = run.filter(({ testId }) => !testId.includes("NaN"));
    expect(told.map((test) => test.outcome)).toEqual(told.map(() => outcome));
  }
});

it.each([
  ["node:assert", "{}", ['message: "no"', 'code: "bad"', "status: 400"]],
  ["expect of chai", '{"devDependencies":{"chai":"4"}}', [".that.includes({", 'code: "bad"', "status: 400"]],
])("what an error carries is compared too, with %s", async (dialect, manifest, expected) => {
  const source =
    'class Bad extends Error {}\nexports.Bad = Bad;\nexports.fail = () => { throw Object.assign(new Bad("no"), { code: "bad", status: 400 }); };\n';
  const base = { basis: "observed", via: "call", kind: "field", on: "raised" } as const;
  const test = candidate("fail", "raises Bad", { kind: "function", ref: ":fail", args: [] }, [
    { basis: "declared", via: "call", kind: "raises", ref: ":Bad", type: "Bad", message: "no" },
    { ...base, name: "code", value: "bad" },
    { ...base, name: "status", value: 400 },
  ]);
  const suite = await suiteOf(manifest, source, { fail: [] }, [test]);
  for (const part of expected) expect(suite.text.replaceAll("'", '"')).toContain(part);
  if (dialect !== "node:assert") return;
  for (const [lib, outcome] of [
    [source, "passed"],
    [source.replace("400", "401"), "failed"],
  ] as const) {
    const run = await suite.runOn(lib);
    expect(run.map((each) => each.outcome)).toEqual([outcome]);
  }
});
