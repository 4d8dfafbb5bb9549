import { expect, test } from "vitest";
import { readAnswer } from "./read-answer.js";

const TEST = { name: "a", goals: ["G1"], imports: [], code: "assert f() == 1", basis: "" };
const WHOLE = JSON.stringify({ tests: [TEST], unreachable: [{ goal: "G2", why: "dead" }], needs: ["g"] });

test.each([
  ["bare", WHOLE],
  ["in a fence", `Here you are:\n\`\`\`json\n${WHOLE}\n\`\`\`\nDone.`],
  ["behind prose", `Sure! ${WHOLE} I hope that { helps.`],
  ["as a list", JSON.stringify([TEST])],
  [
    "with keys nobody asked for",
    JSON.stringify({ tests: [{ ...TEST, path: "../../etc/passwd", line: 3 }], command: "rm" }),
  ],
])("reads JSON %s", (_, said) => {
  const read = readAnswer(said);
  expect(read).toMatchObject({ ok: true, answer: { tests: [TEST] } });
  expect(JSON.stringify(read)).not.toContain("passwd");
});

test("one bad test drops no other", () => {
  const said = JSON.stringify({
    tests: [3, { code: "" }, { code: "x", goals: "G1" }, TEST],
    unreachable: "none",
    needs: null,
  });
  expect(readAnswer(said)).toEqual({
    ok: true,
    answer: { tests: [{ name: "", goals: [], imports: [], code: "x", basis: "" }, TEST], unreachable: [], needs: [] },
  });
});

test("reads every fence, but those that are no code, and none that was cut off", () => {
  const said = "```python\none\n```\ntext\n~~~\ntwo\n~~~\n```bash\nrm -rf /\n```\n```python\nthree";
  const read = readAnswer(said);
  expect(read.ok && read.answer.tests.map(({ code }) => code)).toEqual(["one", "two"]);
});

test.each([
  ["", "the answer is empty"],
  ["I cannot help with that.", "the answer holds no tests"],
  ['{"tests": [{"code": "def', "the answer holds no tests"],
  ["tests:\n  - name: yaml\n    code: assert 1", "the answer holds no tests"],
  ["x".repeat(300_000), "the answer is 300000 letters long"],
  ["{".repeat(100_000), "the answer holds no tests"],
])("says why %# is no answer", (said, reason) => {
  expect(readAnswer(said)).toEqual({ ok: false, reason });
});
