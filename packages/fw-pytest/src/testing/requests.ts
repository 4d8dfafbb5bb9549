import type { Assertion, Call, Candidate, EmitRequest, Layout, Step, TestGroup, Unit } from "@autotest/core";
import { fakePython } from "./fake-language.js";

/** A layout as `detect` gives for a project without anything. */
export function layoutOf(changes: Partial<Layout> = {}): Layout {
  return {
    found: true,
    reason: "test",
    testDirectory: "tests",
    testFiles: [],
    command: "pytest",
    quote: "double",
    indent: "    ",
    style: "bdd",
    ...changes,
    details: changes.details ?? {},
  };
}

/** A unit with positional parameters of the given names. */
export function unitNamed(name: string, parameters: readonly string[] = [], changes: Partial<Unit> = {}): Unit {
  return {
    id: name,
    name,
    kind: name.includes(".") ? "method" : /^[A-Z]/.test(name) ? "class" : "function",
    path: "shop/cart.py",
    span: { line: 1, endLine: 2 },
    ref: `:${name}`,
    parameters: parameters.map((one) => ({ name: one, kind: "positional", optional: false, shapes: [] })),
    async: false,
    generator: false,
    private: false,
    abstract: false,
    decorators: [],
    raises: [],
    calls: [],
    reads: [],
    writes: [],
    constants: [],
    patterns: [],
    examples: [],
    ...changes,
  };
}

/** A candidate of `unit`. */
export function candidateOf(
  unit: string,
  title: string,
  act: Call,
  assertions: readonly Assertion[],
  arrange: readonly Step[] = [],
): Candidate {
  return {
    id: `${unit} ${title}`,
    path: "shop/cart.py",
    unit,
    engine: "search",
    goals: [],
    title,
    scenario: { arrange, act },
    assertions,
  };
}

/** A request for `shop/cart.py` with the given groups. */
export function requestOf(
  groups: readonly TestGroup[],
  units: readonly Unit[],
  changes: Partial<EmitRequest> = {},
): EmitRequest {
  return {
    project: { root: "/nowhere", workspace: "/nowhere", options: {} },
    layout: layoutOf(),
    language: fakePython,
    file: { path: "shop/cart.py", text: "", hash: "0123456789abcdef" },
    analysis: { ok: true, units, constants: [], importName: "shop.cart", moduleKind: "python" },
    path: "tests/test_cart.py",
    groups,
    header: { version: "0.1.0", seed: 1, fingerprint: "0123456789abcdef", command: "autotest generate shop/cart.py" },
    ...changes,
  };
}
