import { expect, test } from "vitest";
import type { ListedAssertion, TestOutcome } from "../contracts/index.js";
import { findDuplicates, findEmptyTests } from "./find-empty-tests.js";
import { findFlaky } from "./find-flaky.js";
import { lossesOf } from "./find-weakened.js";
import { messageLine } from "./message-line.js";
import { namesUnit } from "./names-unit.js";
import type { OpenSuite, SuiteTest } from "./open-suite.js";

const NOWHERE = { start: 0, end: 0 };

function assertion(text: string, more: Partial<ListedAssertion> = {}): ListedAssertion {
  return { text, line: 2, subject: "f()", strength: "exact", ...more };
}

function suiteTest(title: string, assertions: readonly ListedAssertion[], more: Partial<SuiteTest> = {}): SuiteTest {
  const places = { range: NOWHERE, removal: NOWHERE, name: NOWHERE };
  const what = { id: title, title, testIds: [title], mark: title, line: 1, endLine: 2, skipped: false, assertions };
  return { ...places, ...what, ...more };
}

test("a test without an assertion is named, a skipped one is not", () => {
  const all = [suiteTest("a", []), suiteTest("b", [assertion("f() == 1")]), suiteTest("c", [], { skipped: true })];
  expect(findEmptyTests(all).map(({ code, test: id }) => [code, id])).toEqual([["no-assertion", "a"]]);
});

test.each(["compares-itself", "constant", "mock-echo"] as const)("an assertion that is %s is a tautology", (empty) => {
  const [finding] = findEmptyTests([suiteTest("a", [assertion("x == x", { empty })])]);
  expect(finding).toMatchObject({ code: "tautology", line: 2, evidence: expect.stringContaining("`x == x`") });
});

test("of tests that do the same the later one is a duplicate", () => {
  const [first, second] = [suiteTest("a", [], { mark: "m" }), suiteTest("b", [], { mark: "m" })];
  expect(findDuplicates([first, second, suiteTest("c", [])]).map(({ test: id }) => id)).toEqual(["b"]);
});

test("a test is flaky when its three runs differ, and fails when none of them passes", async () => {
  const said: { readonly [title: string]: readonly TestOutcome["outcome"][] } = {
    stable: ["passed", "passed", "passed"],
    flaky: ["passed", "failed", "passed"],
    broken: ["failed", "failed", "failed"],
  };
  let runs = 0;
  const outcome = (testId: string): TestOutcome => {
    const message = "expected values to be equal:\n\n1 !== 2";
    return { file: "t", testId, outcome: said[testId]?.[runs] ?? "skipped", message, milliseconds: 1 };
  };
  const suite: Pick<OpenSuite, "run" | "path"> = {
    path: "t",
    run: async () => {
      const tests = Object.keys(said).map(outcome);
      runs += 1;
      return { status: "complete", tests, coverage: null, problems: [] };
    },
  };
  const tests = Object.keys(said).map((title) => suiteTest(title, []));
  const { findings, stable } = await findFlaky(suite as OpenSuite, "", tests);
  expect(findings.map(({ code, test: id }) => [code, id])).toEqual([
    ["flaky", "flaky"],
    ["fails", "broken"],
  ]);
  expect(findings[1]?.evidence).toBe("fails every time: expected values to be equal: 1 !== 2");
  expect(stable.map(({ title }) => title)).toEqual(["stable"]);
});

test.each([
  ["removed", [], {}, ["`f() == 1` was removed"]],
  ["loosened", [assertion("f()", { strength: "any" })], {}, ["`f() == 1` became `f()`"]],
  ["emptied", [assertion("f() == f()", { empty: "compares-itself" })], {}, ["`f() == 1` became `f() == f()`"]],
  ["skipped", [assertion("f() == 1")], { skipped: true }, ["it is skipped now"]],
  ["another value", [assertion("f() == 2")], {}, []],
  ["one more", [assertion("f() == 1"), assertion("g() == 1", { subject: "g()" })], {}, []],
] as const)("weakened: %s", (_how, assertions, more, losses) => {
  expect(lossesOf(suiteTest("a", [assertion("f() == 1")]), suiteTest("a", assertions, more))).toEqual(losses);
});

test("a unit is named by the last part of its name, as a whole word", () => {
  expect(["Cart.add", "add"].map((unit) => namesUnit("cart.add(1)", unit))).toEqual([true, true]);
  expect(namesUnit("cart.address", "Cart.add")).toBe(false);
});

test("of a message the line is shown that says something", () => {
  expect(messageLine("\nassert 1 == 2\n more")).toBe("assert 1 == 2");
  expect(messageLine("not equal:\n+ actual - expected\n\n+ 1\n- 2\n")).toBe("not equal: + 1 - 2");
  expect(messageLine()).toBe("no reason was given");
});
