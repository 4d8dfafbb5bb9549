import type { Relation, Value } from "@autotest/core";
import { expect, test } from "vitest";
import { ON_RESULT, relationText } from "./emit-expectation.js";

const place = (_: string, value: Value): string => JSON.stringify(value);

test.each<[Relation, Value, string]>([
  ["one-of", [1, 2], "assert result in [1,2]"],
  ["each-one-of", "abc", 'assert all(item in "abc" for item in result)'],
  ["between", [1, 6], "assert 1 <= result <= 6"],
  ["each-between", [1, 6], "assert all(1 <= item <= 6 for item in result)"],
  ["matches", "[0-9]+", 'assert re.fullmatch("[0-9]+", result)'],
  ["rearranges", [3, 1], "assert sorted(result) == sorted([3,1])"],
])("a result that is %s", (relation, value, text) => {
  expect(relationText(relation, value, place, (ref) => ref.replace(":", ".")).replaceAll(ON_RESULT, "result")).toBe(
    text,
  );
});
