import { expect, test } from "vitest";
import { locateMutant } from "./locate-mutant.js";
import { mutatorOf } from "./mutator-of.js";

function locate(original: string, mutated: string) {
  const change = locateMutant({ text: original, line: 10 }, original, mutated);
  return change && { ...change, mutator: mutatorOf(change) };
}

/** A mutated line, what is changed in it to what, and the word for that. */
const CHANGES: readonly (readonly [string, string, string, string, string])[] = [
  ["if a < b:", "if a <= b:", "<", "<=", "EqualityOperator"],
  ["if a == b:", "if a != b:", "==", "!=", "EqualityOperator"],
  ["a = b // 2", "a = b / 2", "//", "/", "ArithmeticOperator"],
  ["a = b ** 2", "a = b * 2", "**", "*", "ArithmeticOperator"],
  ["a = b - c", "a = b + c", "-", "+", "ArithmeticOperator"],
  ["a = b & c", "a = b | c", "&", "|", "BitwiseOperator"],
  ["a += 1", "a = 1", "+=", "=", "AssignmentOperator"],
  ["a <<= 1", "a >>= 1", "<<=", ">>=", "AssignmentOperator"],
  ["return 10", "return 11", "10", "11", "NumericLiteral"],
  ["return 1.5e3", "return 1501.0", "1.5e3", "1501.0", "NumericLiteral"],
  ['return "foo"', 'return "XXfooXX"', '"foo"', '"XXfooXX"', "StringLiteral"],
  ["return b'x y'", "return b'X Y'", "b'x y'", "b'X Y'", "StringLiteral"],
  ["if a and b:", "if a or b:", "and", "or", "LogicalOperator"],
  ["if a is b:", "if a is not b:", "is", "is not", "MembershipOperator"],
  ["if a is not b:", "if a is b:", "is not", "is", "MembershipOperator"],
  ["if a in b:", "if a not in b:", "in", "not in", "MembershipOperator"],
  ["if a not in b:", "if a in b:", "not in", "in", "MembershipOperator"],
  ["if not a:", "if a:", "not ", "", "UnaryOperator"],
  ["return ~a", "return a", "~", "", "UnaryOperator"],
  ["return True", "return False", "True", "False", "BooleanLiteral"],
  ["a = one", "a = None", "one", "None", "ValueRemoval"],
  ["f(a, b)", "f(None, b)", "a", "None", "ValueRemoval"],
  ["f(a, b)", "f(b)", "a, ", "", "ArgumentRemoval"],
  ["f(a, b)", "f(a, )", "b", "", "ArgumentRemoval"],
  ["a.lower()", "a.upper()", "lower", "upper", "MethodExpression"],
  ["break", "return", "break", "return", "JumpStatement"],
  ["a = b if c else d", "a = b if (c) and False else d", "c", "(c) and False", "ConditionalExpression"],
];

test.each(CHANGES)("%s -> %s", (before, after, original, replacement, mutator) => {
  const [head, tail] = ["def f(a, b):\n    x = 'ü𝒳'; ", "  # lower\n    return 1"];
  const change = locate(`${head}${before}${tail}`, `${head}${after}${tail}`);
  expect(change).toMatchObject({ original, replacement, mutator });
  expect(change?.start.line).toBe(11);
  expect(`${head}${before}`.split("\n")[1]?.slice((change?.start.column ?? 0) - 1)).toMatch(
    new RegExp(`^${original.replaceAll(/[^\w\s]/g, "\\$&")}`),
  );
});

test("a change over several lines ends where the text goes on", () => {
  const before =
    "def f(a):\n    match a:\n        case 1:\n            return 2\n        case _:\n            return 3";
  const after = "def f(a):\n    match a:\n        case _:\n            return 3";
  expect(locate(before, after)).toMatchObject({ start: { line: 12, column: 14 }, mutator: "CaseRemoval" });
});

test("a text that is not the source's has no place, nor has one that is the same", () => {
  expect(locateMutant({ text: "def f(): pass", line: 1 }, "def f(): ...", "def f(): 1")).toBeNull();
  expect(locateMutant({ text: "def f(): pass", line: 1 }, "def f(): pass", "def f(): pass")).toBeNull();
});
