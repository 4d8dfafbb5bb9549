import type { TaggedValue, Value } from "../model/index.js";

/** The tag of a value: `plain` for what JSON says itself. */
export type ValueTag = "plain" | TaggedValue["$"];

/**
 * Values that a scenario may carry as input, by tag; several of each where the tag has corners. No iterators: only languages whose
 * shapes ask for them are given any.
 */
export const VALUE_SAMPLES: {
  readonly [tag in Exclude<ValueTag, "object" | "opaque" | "ref" | "new" | "var" | "iterator">]: readonly Value[];
} = {
  plain: [
    null,
    true,
    false,
    0,
    -1,
    7,
    "",
    "text",
    'it\'s "quoted"\n\\',
    "\u00e9\u4e2d\ud83d\ude00",
    [],
    [1, "a", [null]],
    {},
    { a: 1, "b c": [true] },
  ],
  float: [
    { $: "float", v: "nan" },
    { $: "float", v: "inf" },
    { $: "float", v: "-inf" },
    { $: "float", v: "-0.0" },
  ],
  int: [
    { $: "int", v: "9007199254740993" },
    { $: "int", v: "-123456789012345678901234567890" },
  ],
  undefined: [{ $: "undefined" }],
  bytes: [
    { $: "bytes", v: "" },
    { $: "bytes", v: "00ff7f" },
  ],
  tuple: [
    { $: "tuple", v: [] },
    { $: "tuple", v: [1] },
    { $: "tuple", v: [1, "a"] },
  ],
  set: [
    { $: "set", v: [] },
    { $: "set", v: [1, 2] },
  ],
  frozenset: [{ $: "frozenset", v: [1] }],
  // No empty one: where records and maps are one type, an empty map is an empty record.
  map: [
    { $: "map", v: [[1, "one"]] },
    {
      $: "map",
      v: [
        [2, "two"],
        [1, [null]],
      ],
    },
  ],
  date: [{ $: "date", v: "2024-02-29T12:30:00.000Z" }],
  regexp: [{ $: "regexp", source: "^a+$", flags: "i" }],
  callable: [
    { $: "callable", kind: "identity" },
    { $: "callable", kind: "echo" },
    { $: "callable", kind: "constant", v: 1 },
    { $: "callable", kind: "raise", v: "no" },
    { $: "callable", kind: "compare" },
    { $: "callable", kind: "record" },
  ],
};
