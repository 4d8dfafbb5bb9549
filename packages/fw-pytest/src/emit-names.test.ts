import { expect, test } from "vitest";
import { TestNames } from "./emit-names.js";

const PREFIX = "test_basic_interpolation_interpolate_some";

test("titles that begin alike are told apart by their ends, then by all they say", () => {
  const names = new TestNames();
  const [first, second, third] = ["had", "has", "gets"].map((middle) =>
    names.name(PREFIX, `changes more than what its argument ${middle}, and its other argument when p is above 0`),
  );
  expect(first).toBe(`${PREFIX}_changes_more_than_what_its`);
  expect(second).toBe(`${PREFIX}_other_argument_when_p_is_above_0`);
  expect(third).toBe(`${PREFIX}_changes_more_than_what_its_argument_gets_and_its_other_argument_when_p_is_above_0`);
});

test("somebody else's name is not taken", () => {
  expect(new TestNames(["test_sum_returns_2"]).name("test_sum", "returns 2")).toBe("test_sum_returns_2_again");
});
