import { expect, test } from "vitest";
import type { Candidate, KeptTest } from "../model/index.js";
import { withOwnTitles } from "./own-titles.js";
import { fewestTests, type ProvenKill } from "./prove-kills.js";
import { readMutants } from "./read-mutants.js";
import { replaceText, textBetween } from "./replace-text.js";
import type { Kill, MutantStatus, ToolMutant } from "./result.js";
import { scoresAfter, scoresBefore } from "./score.js";
import { triage } from "./triage.js";

const SOURCE = "def half(n):\n    return n / 2\n";

function reportOf(source: string, column: number): Parameters<typeof readMutants>[0] {
  const location = { start: { line: 2, column }, end: { line: 2, column: column + 1 } };
  const mutants = [
    { id: "1", mutatorName: "operator", location, replacement: "*", status: "Survived" as const },
    { id: "2", mutatorName: "operator", location, replacement: "//", status: "Killed" as const },
  ];
  return {
    schemaVersion: "2.0",
    thresholds: { high: 80, low: 60 },
    files: { "half.py": { language: "python", source, mutants } },
  };
}

test("a replacement goes where the report says: 1-based, the end exclusive", () => {
  const [start, end] = [
    { line: 2, column: 14 },
    { line: 2, column: 15 },
  ];
  expect(textBetween(SOURCE, start, end)).toBe("/");
  expect(replaceText(SOURCE, start, end, "*")).toBe("def half(n):\n    return n * 2\n");
});

test("ids stay when the tool counts anew and lines move, and tell mutants of one place apart", () => {
  const [first, second] = readMutants(reportOf(SOURCE, 14), () => []);
  expect(first).toMatchObject({ toolId: "1", original: "/", replacement: "*", unit: "<module>", status: "Survived" });
  expect(first?.id).not.toBe(second?.id);
  const moved = reportOf(`\n${SOURCE}`, 14);
  const file = moved.files["half.py"];
  for (const mutant of file?.mutants ?? []) {
    mutant.id = `0${mutant.id}`;
    mutant.location = { start: { line: 3, column: 14 }, end: { line: 3, column: 15 } };
  }
  expect(readMutants(moved, () => []).map(({ id }) => id)).toEqual([first?.id, second?.id]);
});

test("scores: timeouts only count for the tool, what triage took out only for the first two", () => {
  const of = (status: MutantStatus, code: string | null = null, kill: Kill | null = null) => ({ status, code, kill });
  const kill: Kill = { suite: "", testId: "", title: "", message: "", by: "assertion", confirmed: true };
  const all = [
    of("Killed"),
    of("Timeout"),
    of("Survived", null, kill),
    of("Survived", "equivalent"),
    of("NoCoverage", "survives"),
    of("RuntimeError"),
    of("Pending"),
  ];
  expect(scoresBefore(all)).toEqual({
    tool: { detected: 2, total: 5 },
    honest: { detected: 1, total: 4 },
    triaged: { detected: 1, total: 3 },
  });
  expect(scoresAfter(all)).toEqual({
    tool: { detected: 3, total: 5 },
    honest: { detected: 2, total: 4 },
    triaged: { detected: 2, total: 3 },
  });
});

const MUTANT: ToolMutant = {
  id: "a",
  toolId: "1",
  path: "cart.js",
  unit: "total",
  start: { line: 1, column: 14 },
  end: { line: 1, column: 20 },
  operator: "StringLiteral",
  original: '"text"',
  replacement: '""',
  status: "Survived",
  isStatic: false,
};

test.each([
  ["a log", 'console.log( "text");', MUTANT, "log-only"],
  ["behind a log", 'log("a"); f = "text";', { ...MUTANT, start: { line: 1, column: 15 } }, undefined],
  ["a catalogue is no log", 'catalog.add( "text");', MUTANT, undefined],
  ["the same in parentheses", "return n", { ...MUTANT, original: "n", replacement: "(n )" }, "equivalent"],
  ["another order", "return (a)(b)", { ...MUTANT, original: "(a)(b)", replacement: "a)(b" }, undefined],
])("triage: %s", (_name, line, mutant, code) => {
  expect(triage(mutant, line)?.code).toBe(code);
});

test("as few tests as kill everything, by assertion where there is a choice", () => {
  const kept = ["x", "y", "z"].map((id): KeptTest => ({ candidate: { id } as Candidate, goals: [], testId: id }));
  const kill = (candidate: string, mutant: string, by: ProvenKill["by"] = "assertion"): ProvenKill => ({
    candidate,
    mutant,
    by,
    testId: candidate,
    message: "",
  });
  const kills = [kill("x", "1", "error"), kill("y", "1"), kill("y", "2"), kill("z", "2"), kill("z", "3")];
  expect(fewestTests(kept, kills).map(({ candidate, goals }) => [candidate.id, goals])).toEqual([
    ["y", ["1", "2"]],
    ["z", ["3"]],
  ]);
});

test("a test of a later round has a name of its own", () => {
  const of = (id: string, unit: string, title: string): Candidate => ({ id, unit, title }) as Candidate;
  const kept: readonly KeptTest[] = [{ candidate: of("1", "f", "gives 2"), goals: [], testId: "" }];
  const later = [of("2", "f", "gives 2"), of("3", "f", "gives 2"), of("4", "g", "gives 2")];
  expect(withOwnTitles(later, kept).map(({ title }) => title)).toEqual(["gives 2 (2)", "gives 2 (3)", "gives 2"]);
});
