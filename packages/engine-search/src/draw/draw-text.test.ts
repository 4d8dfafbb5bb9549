import { expect, test } from "vitest";
import { FAKE_DIALECT } from "../testing/fake-probe.js";
import { testRandom } from "../testing/propose-all.js";
import { createCatalog } from "../values/class-catalog.js";
import { drawText, formatIn } from "./draw-text.js";
import { createPools } from "./pools.js";

const ISBN = /^[\d-]{11,17}$/;

test.each(["tokenize_isbn", "load_isbn", "extractISBN"])("%s is given what it takes apart", (subject) => {
  expect(formatIn(subject)).toBe("isbn");
});

test.each([
  ["is_isbn_13", "value", true],
  ["isISBN", "text", true],
  ["is_nothing", "isbn", true],
  // The name of the parameter says more than that of the function.
  ["is_isbn_13", "email", false],
  ["is_misbnomer", "value", false],
  // What makes one is not given one.
  ["createIsbn", "value", false],
  ["isbn", "value", false],
])("texts for %s(%s) have the format that a whole word of the names says: %s", (subject, name, expected) => {
  const context = {
    random: testRandom(subject),
    dialect: FAKE_DIALECT,
    classes: createCatalog({ runtime: "", goals: [], hitOnImport: [], classes: [], shapes: {}, effects: [] }, []),
    pools: createPools([], [], FAKE_DIALECT),
    format: formatIn(subject),
  };
  const drawn = Array.from({ length: 100 }, () => drawText({ name }, context)).filter((text) => ISBN.test(text));
  expect(drawn.length > 10).toBe(expected);
});
