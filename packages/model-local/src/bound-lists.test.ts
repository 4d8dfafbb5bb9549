import { expect, it } from "vitest";
import { boundLists } from "./bound-lists.js";

it("ends every list that has no end, and leaves the rest as it is", () => {
  const text = { type: "string" };
  const list = (more: object = {}, items: object = text): object => ({ type: "array", items, ...more });
  const form = (inner: (more?: object, items?: object) => object): object => ({
    type: "object",
    properties: { a: inner({}, { type: "object", properties: { b: inner() } }), c: list({ maxItems: 2 }), d: text },
    required: ["a", "c", "d"],
  });
  expect(boundLists(form(list))).toEqual(form((more, items) => ({ ...list(more, items), maxItems: 8 })));
  expect(boundLists(list({ minItems: 20 }))).toEqual(list({ minItems: 20, maxItems: 20 }));
});
