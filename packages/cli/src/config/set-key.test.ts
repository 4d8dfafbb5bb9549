import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { setKey } from "./set-key.js";

const PATH = ["prompts", "pack"];

test.each([
  ["nothing", "", "prompts:\n  pack: team\n"],
  ["comments only", "# settings\n# of ours\n", "# settings\n# of ours\nprompts:\n  pack: team\n"],
  [
    "other keys, comments and odd spaces",
    "languages:   [python]   # the one\n\n# what to test\ninclude:\n- 'a'\n",
    "languages:   [python]   # the one\n\n# what to test\ninclude:\n- 'a'\nprompts:\n  pack: team\n",
  ],
  ["no line end at the end", "search:\n  seed: 1", "search:\n  seed: 1\nprompts:\n  pack: team\n"],
  [
    "the group without the key",
    "prompts:\n    # mine\n    unit_test: |\n      Write {code}\nsearch: {}\n",
    "prompts:\n    # mine\n    pack: team\n    unit_test: |\n      Write {code}\nsearch: {}\n",
  ],
  [
    "the key",
    "prompts:\n  pack: 'old'  # for now\n  kill_mutant: x\n",
    "prompts:\n  pack: team  # for now\n  kill_mutant: x\n",
  ],
  ["an empty group", "prompts: # later\nsearch:\n  seed: 1\n", "prompts: # later\n  pack: team\nsearch:\n  seed: 1\n"],
  ["an empty key", "prompts:\n  pack:\n  unit_test: x\n", "prompts:\n  pack: team\n  unit_test: x\n"],
  ["a flow group", "prompts: {unit_test: x}\n", 'prompts: {"pack": "team", unit_test: x}\n'],
  ["Windows line ends", "search:\r\n  seed: 1\r\n", "search:\r\n  seed: 1\r\nprompts:\r\n  pack: team\r\n"],
  ["JSON", '{\n  "search": { "seed": 1 }\n}\n', '{\n  "prompts": { "pack": "team" },\n  "search": { "seed": 1 }\n}\n'],
  ["JSON with the key", '{"prompts": {"pack": "old"}}', '{"prompts": {"pack": "team"}}'],
  ["empty JSON", "{}\n", '{ "prompts": { "pack": "team" } }\n'],
])("into a file with %s", (_, before, after) => {
  const changed = setKey(before, PATH, "team");
  expect(changed).toBe(after);
  expect(parseDocument(changed).getIn(PATH)).toBe("team");
});

test("an odd layout keeps its meaning and its comments", () => {
  const changed = setKey("? prompts\n: pack: old # for now\nsearch: {seed: 1}\n", PATH, "team");
  expect(parseDocument(changed).toJS()).toEqual({ prompts: { pack: "team" }, search: { seed: 1 } });
  expect(changed).toContain("# for now");
});

test("what is no configuration is not turned into one", () => {
  expect(() => setKey("- a\n", PATH, "team")).toThrow("the file is not a group of keys");
  expect(() => setKey("prompts: [a]\n", PATH, "team")).toThrow("prompts is not a group of keys");
  expect(() => setKey("a: [1\n", PATH, "team")).toThrow();
});
