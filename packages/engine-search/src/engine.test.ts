import type { Candidate, Parameter, Shape, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { slug } from "./names/name-test.js";
import { Declared, type FakeFile, fakeGoal, fakeUnit, type Marks, stopped, unbuilt } from "./testing/fake-probe.js";
import { proposeAll } from "./testing/propose-all.js";

function parameter(name: string, ...shapes: readonly Shape[]): Parameter {
  return { name, kind: "positional", optional: false, shapes };
}

const int: Shape = { kind: "int", source: "annotation" };
const text: Shape = { kind: "text", source: "annotation" };

/** Classic triangle: equalities between variables. */
const triangle: FakeFile = {
  units: [
    fakeUnit("triangle", {
      parameters: [parameter("a", int), parameter("b", int), parameter("c", int)],
      constants: [0],
      raises: ["Error"],
    }),
  ],
  goals: [
    fakeGoal(0, "triangle", "", "entry"),
    fakeGoal(1, "triangle", "a <= 0", "true"),
    fakeGoal(2, "triangle", "a + b <= c", "true"),
    fakeGoal(3, "triangle", "a == b", "true"),
    fakeGoal(4, "triangle", "b == c", "true"),
    fakeGoal(5, "triangle", "a == b", "false"),
  ],
  functions: {
    ":triangle": (marks: Marks, a: number, b: number, c: number) => {
      marks.hit(0);
      if (marks.compare("<=", a, 0, 1, a <= 0) && marks.hit(1)) throw new Declared("not positive");
      if (marks.compare("<=", a + b, c, 2, a + b <= c) && marks.hit(2)) return "none";
      if (marks.compare("==", a, b, 3, a === b) && marks.hit(3))
        return marks.compare("==", b, c, 4, b === c) && marks.hit(4) ? "equilateral" : "isosceles";
      marks.hit(5);
      return "scalene";
    },
  },
};

/** A parser that asks for an exact keyword it computes, reached by compare feedback only. */
const keyword: FakeFile = {
  units: [
    fakeUnit("parse", { parameters: [parameter("line", text)] }),
    fakeUnit("helper", { ref: null, private: true }),
  ],
  goals: [
    fakeGoal(0, "parse", "", "entry"),
    fakeGoal(1, "parse", 'line.startsWith("BEGIN:")', "true"),
    fakeGoal(2, "parse", "kind === name", "true"),
    fakeGoal(3, "helper", "", "entry"),
  ],
  functions: {
    ":parse": (marks: Marks, line: string) => {
      marks.hit(0);
      const begin = ["BE", "GIN:"].join("");
      if (!marks.compare("startswith", line, begin, 1, line.startsWith(begin))) return null;
      marks.hit(1);
      const kind = line.slice(begin.length);
      const name = ["VCA", "RD"].join("");
      return marks.compare("==", kind, name, 2, kind === name) && marks.hit(2) ? { kind } : [];
    },
  },
};

function candidatesOf(proposals: Awaited<ReturnType<typeof proposeAll>>["proposals"]): readonly Candidate[] {
  return proposals.flatMap((proposal) => (proposal.kind === "candidate" ? [proposal.candidate] : []));
}

test("meets every branch of a triangle, equalities included, with few tests", async () => {
  const { proposals } = await proposeAll(triangle);
  const candidates = candidatesOf(proposals);
  expect(new Set(candidates.flatMap((each) => each.goals))).toEqual(new Set(triangle.goals.map((goal) => goal.id)));
  expect(candidates.length).toBeLessThanOrEqual(6);
  expect(proposals.filter((proposal) => proposal.kind === "open")).toEqual([]);
});

test("asserts a declared error with its message, and exact values otherwise", async () => {
  const assertions = candidatesOf((await proposeAll(triangle)).proposals).flatMap((each) => each.assertions);
  expect(assertions).toContainEqual(
    expect.objectContaining({ kind: "raises", type: "Error", message: "not positive", basis: "declared" }),
  );
  expect(assertions).toContainEqual(expect.objectContaining({ kind: "returns", value: "equilateral" }));
});

test("finds texts that the code only compares with, never names", async () => {
  const { proposals } = await proposeAll(keyword);
  const inputs = candidatesOf(proposals).map(
    (each) => (each.scenario.act as { readonly args: readonly Value[] }).args[0],
  );
  expect(inputs).toContain("BEGIN:VCARD");
});

test("says why a goal nobody public reaches stays open", async () => {
  const { proposals } = await proposeAll(keyword);
  const open = proposals.flatMap((proposal) => (proposal.kind === "open" ? [proposal.open] : []));
  expect(open).toMatchObject([{ goal: { id: "g3" }, code: "not-reachable" }]);
});

test("proposes the same for the same seed", async () => {
  const first = await proposeAll(triangle, 7);
  const second = await proposeAll(triangle, 7);
  expect(JSON.stringify(second.proposals)).toBe(JSON.stringify(first.proposals));
  expect(second.runs).toBe(first.runs);
});

test("gives titles that stay apart as identifiers", async () => {
  for (const file of [triangle, keyword]) {
    const titles = candidatesOf((await proposeAll(file)).proposals).map((each) => each.title);
    expect(new Set(titles.map(slug)).size).toBe(titles.length);
    for (const title of titles) expect(title.length).toBeLessThanOrEqual(80);
  }
});

test("keeps an undeclared error on fitting arguments out of the suite and reports it", async () => {
  const file: FakeFile = {
    units: [
      fakeUnit("ratio", { parameters: [parameter("items", { kind: "list", source: "annotation", element: int })] }),
    ],
    goals: [fakeGoal(0, "ratio", "", "entry"), fakeGoal(1, "ratio", "items.length === 0", "true")],
    functions: {
      ":ratio": (marks: Marks, items: number[]) => {
        marks.hit(0);
        if (marks.compare("length", items.length, 0, 1, items.length === 0) && marks.hit(1))
          return (null as unknown as { readonly size: number }).size;
        return items.length;
      },
    },
  };
  const { proposals } = await proposeAll(file);
  expect(proposals.find((proposal) => proposal.kind === "finding")).toMatchObject({
    finding: { kind: "suspected-bug", unit: "ratio" },
  });
  expect(proposals.find((proposal) => proposal.kind === "open")).toMatchObject({
    open: { goal: { id: "g1" }, reason: expect.stringContaining("TypeError") },
  });
  expect(candidatesOf(proposals).flatMap((each) => each.goals)).toEqual(["g0"]);
});

test.each([
  ["Cart", 1],
  ["Namespace", 0],
  ["SimpleNamespace", 0],
])("an attribute that a %s lacks is reported %s times: some have what they were given", async (name, times) => {
  const { proposals } = await proposeAll({
    units: [fakeUnit("run", { parameters: [parameter("n", int)] })],
    goals: [fakeGoal(0, "run", "", "entry")],
    functions: {
      ":run": (marks: Marks) => {
        marks.hit(0);
        throw Object.assign(new Error(`'${name}' object has no attribute 'mode'`), { name: "AttributeError" });
      },
    },
  });
  expect(proposals.filter(({ kind }) => kind === "finding").length).toBe(times);
});

test("says of a goal that only runs with a wrong result meet that they look wrong", async () => {
  const file: FakeFile = {
    units: [fakeUnit("isEven", { parameters: [parameter("n", int)] })],
    goals: [fakeGoal(0, "isEven", "", "entry"), fakeGoal(1, "isEven", "n % 2", "true")],
    functions: {
      ":isEven": (marks: Marks, n: number) => {
        marks.hit(0);
        return n % 2 !== 0 && marks.hit(1) ? null : true;
      },
    },
  };
  const { proposals } = await proposeAll(file);
  expect(proposals.find((proposal) => proposal.kind === "open")).toMatchObject({
    open: { goal: { id: "g1" }, code: "dropped", reason: expect.stringContaining("look wrong: isEven") },
  });
});

test("tries other values where a declared class cannot be built", async () => {
  const shape: Shape = { kind: "instance", source: "annotation", ref: "elsewhere:Missing" };
  const { proposals } = await proposeAll({
    units: [fakeUnit("show", { parameters: [parameter("thing", shape)] })],
    goals: [fakeGoal(0, "show", "", "entry")],
    functions: { ":show": (marks: Marks) => marks.hit(0) && "shown" },
  });
  expect(proposals.map(({ kind }) => kind)).toEqual(["candidate"]);
});

test("stops by itself when a goal cannot be met", async () => {
  const file: FakeFile = {
    units: [fakeUnit("never", { parameters: [parameter("n", int)] })],
    goals: [fakeGoal(0, "never", "", "entry"), fakeGoal(1, "never", "n !== n", "true")],
    functions: { ":never": (marks: Marks, n: number) => marks.hit(0) && (Number.isInteger(n) ? n : 0) },
  };
  const { proposals, runs } = await proposeAll(file, 1, 1_000_000);
  expect(runs).toBeLessThan(5_000);
  expect(proposals.some((proposal) => proposal.kind === "stopped-by-time")).toBe(false);
});

test("ends soon and says why when every run is stopped", async () => {
  const file: FakeFile = {
    units: [fakeUnit("stuck", { parameters: [parameter("n", int)] }), fakeUnit("bare")],
    goals: [fakeGoal(0, "stuck", "", "entry"), fakeGoal(1, "bare", "", "entry")],
    functions: { ":stuck": stopped, ":bare": stopped },
  };
  const { proposals, runs } = await proposeAll(file, 1, 1_000_000);
  expect(candidatesOf(proposals)).toEqual([]);
  expect(proposals.filter((proposal) => proposal.kind === "open")).toHaveLength(2);
  expect(runs).toBeLessThan(1_000);
});

test("says what could not be built, of a function what it is passed", async () => {
  const file: FakeFile = {
    units: [fakeUnit("total", { parameters: [parameter("n", int)] })],
    goals: [fakeGoal(0, "total", "", "entry")],
    functions: { ":total": unbuilt },
  };
  const { proposals } = await proposeAll(file, 1, 1_000_000);
  expect(proposals.flatMap((proposal) => (proposal.kind === "open" ? [proposal.open] : []))).toMatchObject([
    { code: "no-constructor", reason: "no arguments for total could be built: Cart(): no shop" },
  ]);
});

test("gives every unit of a very large file its share", async () => {
  const names = Array.from({ length: 300 }, (_, index) => `unit${index}`);
  const file: FakeFile = {
    units: names.map((name) => fakeUnit(name, { parameters: [parameter("n", int)], constants: [987_654_321_987] })),
    goals: names.flatMap((name, index) => [
      fakeGoal(3 * index, name, "", "entry"),
      fakeGoal(3 * index + 1, name, "n > 987654321987", "true"),
      fakeGoal(3 * index + 2, name, "never", "true"),
    ]),
    functions: Object.fromEntries(
      names.map((name, index) => [
        `:${name}`,
        (marks: Marks, n: number) => {
          marks.hit(3 * index);
          return n > 987_654_321_987 ? marks.hit(3 * index + 1) && "large" : "small";
        },
      ]),
    ),
  };
  const { proposals, runs } = await proposeAll(file, 1, 30_000);
  expect(runs).toBeLessThan(40_000);
  expect(new Set(candidatesOf(proposals).flatMap((each) => each.goals)).size).toBeGreaterThan(570);
});

test("looks at every unit of a file whose first ones are dear", async () => {
  const names = Array.from({ length: 60 }, (_, index) => `unit${index}`);
  const dear = (index: number) => (marks: Marks, value: number) => {
    marks.pass(2500);
    marks.hit(index * 2);
    return marks.compare("==", value, 7 * 7 * 7, 1, false);
  };
  const file: FakeFile = {
    units: names.map((name) => fakeUnit(name, { parameters: [parameter("value", int)] })),
    goals: names.flatMap((name, index) => [
      fakeGoal(index * 2, name, "", "entry"),
      fakeGoal(index * 2 + 1, name, "value == 343", "true"),
    ]),
    functions: Object.fromEntries(names.map((name, index) => [`:${name}`, dear(index)])),
  };
  const { proposals } = await proposeAll(file);
  const tested = new Set(candidatesOf(proposals).flatMap((each) => each.goals));
  expect(names.filter((_, index) => !tested.has(`g${index * 2}`))).toEqual([]);
});
