import assert from "node:assert/strict";
import { Money } from "../src/money.js";

describe("Money", () => {
  it("adds amounts of one currency", () => {
    assert.equal(new Money(150, "EUR").plus(new Money(50, "EUR")).toString(), "2.00 EUR");
  });
});
