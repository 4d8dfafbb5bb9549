import type { Candidate, Parameter } from "@autotest/core";
import { expect, test } from "vitest";
import { Declared, type FakeFile, fakeGoal, fakeUnit, type Marks } from "../testing/fake-probe.js";
import { proposeAll } from "../testing/propose-all.js";

const path: Parameter = {
  name: "path",
  kind: "positional",
  optional: false,
  shapes: [{ kind: "text", source: "annotation" }],
};

const reader: FakeFile = {
  units: [fakeUnit("load", { parameters: [path], constants: ["[main]"], raises: ["Error"] })],
  goals: [
    fakeGoal(0, "load", "", "entry"),
    fakeGoal(1, "load", "missing", "true"),
    fakeGoal(2, "load", "section", "true"),
  ],
  functions: {
    ":load": (marks: Marks, name: string) => {
      marks.hit(0);
      const text = marks.file(name);
      if (text === null && marks.hit(1)) throw new Declared("no such file");
      const line = (text ?? "").split("\n")[0] as string;
      if (marks.compare("==", line, "[main]", 3, line === "[main]") && marks.hit(2)) return "section";
      return line.length;
    },
  },
};

async function candidates(options = {}): Promise<readonly Candidate[]> {
  const { proposals } = await proposeAll(reader, 1, 20_000, options);
  return proposals.flatMap((each) => (each.kind === "candidate" ? [each.candidate] : []));
}

const filesOf = ({ scenario }: Candidate): readonly (string | null)[] =>
  "surroundings" in scenario ? Object.values(scenario.surroundings?.files ?? {}) : [];

test("files that were looked for are given, with what the code compares, and taken away", async () => {
  const found = await candidates();
  const section = found.find(({ goals }) => goals.includes("g2"));
  expect(section && filesOf(section)[0]?.split("\n")[0]).toBe("[main]");
  const missing = found.find(({ goals }) => goals.includes("g1"));
  expect(missing && filesOf(missing)).toEqual([null]);
  expect(missing?.assertions[0]).toMatchObject({ kind: "raises", message: "no such file" });
});

test("without the technique nothing is in the working directory", async () => {
  const found = await candidates({ "engine-search": { without: ["surroundings"] } });
  expect(found.flatMap(filesOf)).toEqual([]);
  expect(found.flatMap(({ goals }) => goals)).not.toContain("g2");
});
