import type { Layout, TestGuide } from "@autotest/core";
import { detailsOf } from "./details.js";

const STRICT = "node:assert/strict:default";

/** How a Mocha test is written by somebody who hands it in as text, with the assertions of the project. */
export function guide(layout: Layout): TestGuide {
  const { assertions } = detailsOf(layout);
  const how = {
    node: "Assertions are those of node:assert/strict under the name assert: assert.equal, assert.deepEqual, assert.throws, and `await assert.rejects(promise, expected)`.",
    "chai-expect":
      "Assertions are those of chai under the name expect: expect(actual).to.equal(..), .to.deep.equal(..), expect(() => ..).to.throw(..).",
    "chai-assert":
      "Assertions are those of chai under the name assert: assert.strictEqual, assert.deepEqual, assert.throws.",
  }[assertions];
  const names = {
    node: { assert: STRICT },
    "chai-expect": { expect: "chai:expect", assert: STRICT },
    "chai-assert": { assert: "chai:assert" },
  }[assertions];
  return {
    text: [
      "Each test is one call `it('what it shows', () => { ... })`, or with `async () => { ... }` when it awaits. No describe, no hooks, no `.only`, no `.skip`, no done callback.",
      how,
      "Plain JavaScript without type annotations, whatever the language of the source.",
      "No real time: code that waits is awaited as it is, without setTimeout in the test. Nothing is required or imported inside of a test.",
    ].join("\n"),
    names,
    fixtures: [],
  };
}
