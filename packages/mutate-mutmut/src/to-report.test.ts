import { join } from "node:path";
import { withTestContext } from "@autotest/core/testing";
import { findInterpreter } from "@autotest/python-environment";
import { expect, test } from "vitest";
import { findSpans } from "./find-spans.js";
import { filesToSpan, readMutants } from "./read-mutants.js";
import { readTests } from "./read-results.js";
import { PYTHON } from "./testing/layout-of.js";
import { schemaErrors } from "./testing/schema-errors.js";
import { toReport } from "./to-report.js";

/** Exit codes as mutmut 3.8.1 keeps them, and what the report calls them. */
const CODES: readonly (readonly [number | null, string])[] = [
  [0, "Survived"],
  [1, "Killed"],
  [3, "Killed"],
  [5, "NoCoverage"],
  [33, "NoCoverage"],
  [36, "Timeout"],
  [24, "Timeout"],
  [-24, "Timeout"],
  [152, "Timeout"],
  [255, "Timeout"],
  [37, "CompileError"],
  [-11, "RuntimeError"],
  [-9, "RuntimeError"],
  [34, "Ignored"],
  [2, "Pending"],
  [null, "Pending"],
  [35, "RuntimeError"],
  [99, "RuntimeError"],
];

const NAMES = CODES.map((_, at) => `shop.x_add__mutmut_${at + 1}`);
const copyOf = (name: string, value: number): string => `def ${name}(a):\n    return a + ${value}\n`;

/** What mutmut leaves in its folder, shortened. */
const FILES = {
  "src/shop.py": '"""A shop."""\n\n\ndef add(a):\n    return a + 0\n',
  "mutants/src/shop.py": [
    "from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict",
    copyOf("add", 0),
    copyOf("x_add__mutmut_orig", 0),
    ...CODES.map((_, at) => copyOf(`x_add__mutmut_${at + 1}`, at + 1)),
  ].join("\n\n"),
  "mutants/src/shop.py.meta": JSON.stringify({
    exit_code_by_key: Object.fromEntries(NAMES.map((name, at) => [name, CODES[at]?.[0] ?? null])),
    hash_by_function_name: { x_add: "7b6ad65adde2" },
    type_check_error_by_key: { [NAMES[10] ?? ""]: "int is not str" },
    durations_by_key: { [NAMES[0] ?? ""]: 0.1234, [NAMES[1] ?? ""]: "soon" },
    of_a_later_version: [1],
  }),
  "mutants/mutmut-stats.json": JSON.stringify({
    tests_by_mangled_function_name: {
      "shop.x_add": ["tests/test_shop.py::test_b[1::2]", "tests/test_shop.py::test_a"],
    },
    duration_by_test: { "tests/test_shop.py::test_a": 0.1, "tests/test_other.py::test_c": 0.1 },
  }),
};

async function reportOf(files: { readonly [path: string]: string }, isFresh: (id: string) => boolean = () => true) {
  return withTestContext({ options: { "lang-python": { interpreter: PYTHON } } }, async (ctx) => {
    const { workspace } = ctx.project;
    for (const [path, text] of Object.entries(files)) {
      await ctx.fs.makeDirectory(join(workspace, path, ".."));
      await ctx.fs.write(join(workspace, path), text);
    }
    const interpreter = await findInterpreter(ctx.project, ctx);
    if (!interpreter.ok) throw new Error(interpreter.problem.message);
    const sources = [{ path: "src/shop.py" }];
    const spans = await findSpans(workspace, filesToSpan(sources), interpreter, ctx);
    const read = await readMutants(workspace, sources, spans, ctx);
    const tests = await readTests(workspace, ctx);
    return toReport(read, { tests, version: "3.8.1", isFresh });
  });
}

test("every status mutmut has, in the common schema", async () => {
  const report = await reportOf(FILES);
  expect(schemaErrors(report)).toEqual([]);
  const mutants = report.files["src/shop.py"]?.mutants ?? [];
  expect(mutants.map(({ status }) => status)).toEqual(CODES.map(([, status]) => status));
  expect(mutants[0]).toEqual({
    id: "shop.x_add__mutmut_1",
    mutatorName: "NumericLiteral",
    location: { start: { line: 5, column: 16 }, end: { line: 5, column: 17 } },
    replacement: "1",
    status: "Survived",
    duration: 123,
    coveredBy: ["tests/test_shop.py::test_a", "tests/test_shop.py::test_b[1::2]"],
  });
  expect(mutants[10]?.statusReason).toBe("int is not str");
  expect(
    mutants.filter(({ status, statusReason }) => !["Survived", "Killed"].includes(status) && !statusReason),
  ).toEqual([]);
  expect(report.testFiles).toEqual({
    "tests/test_other.py": { tests: [{ id: "tests/test_other.py::test_c", name: "test_c" }] },
    "tests/test_shop.py": {
      tests: [
        { id: "tests/test_shop.py::test_a", name: "test_a" },
        { id: "tests/test_shop.py::test_b[1::2]", name: "test_b[1::2]" },
      ],
    },
  });
});

test("what was not tried in this run is pending, whatever an earlier one said", async () => {
  const report = await reportOf(FILES, (id) => id === NAMES[0]);
  const [first, second] = report.files["src/shop.py"]?.mutants ?? [];
  expect([first?.status, second?.status, second?.duration]).toEqual(["Survived", "Pending", undefined]);
});

test.each([
  ["torn in the middle of writing", '{"exit_code_by_key": {"shop.x_add__mutmut_1": 1'],
  ["not an object", "[1, 2]"],
  ["without anything that is known", '{"of_a_later_version": 1}'],
  ["with values of other kinds", '{"exit_code_by_key": {"shop.x_add__mutmut_1": "killed"}, "durations_by_key": 3}'],
])("results that are %s leave every mutant pending", async (_, meta) => {
  const report = await reportOf({ ...FILES, "mutants/src/shop.py.meta": meta, "mutants/mutmut-stats.json": "{" });
  expect(schemaErrors(report)).toEqual([]);
  const mutants = report.files["src/shop.py"]?.mutants ?? [];
  expect(mutants.map(({ id }) => id)).toEqual(NAMES);
  expect(new Set(mutants.map(({ status }) => status))).toEqual(new Set(["Pending"]));
});
