import type { MutationReport, MutationRequest } from "@autotest/core";
import { expect, test } from "vitest";
import { NOT_WANTED } from "./configure.js";
import { doubtsAbout } from "./known-faults.js";
import { placeOf } from "./locate-mutant.js";
import type { MutantResult } from "./report-parts.js";
import { schemaErrors } from "./testing/schema-errors.js";
import { mutantsOf, toReport, withResults } from "./to-report.js";

const at = (line: number, column: number, end: number): MutantResult["location"] => ({
  start: { line, column },
  end: { line, column: end },
});
const mutant = (id: string, more: Partial<MutantResult>): MutantResult => ({
  id,
  mutatorName: "StringLiteral",
  replacement: '""',
  location: at(Number(id) + 1, 1, 4),
  status: "Killed",
  ...more,
});

/** As StrykerJS 9.6.1 writes it, shortened; every status it has. */
const RECORDED: MutationReport = {
  schemaVersion: "1.0",
  thresholds: { high: 80, low: 60 },
  projectRoot: "/home/somebody/project",
  config: { tempDirName: "x" },
  files: {
    "src/b.js": {
      language: "javascript",
      source: "'b'\n",
      mutants: [mutant("0", { killedBy: ["0"], testsCompleted: 1 })],
    },
    "src/a.js": {
      language: "javascript",
      source: "'a'\n'b'\n",
      mutants: [
        mutant("7", { status: "Ignored", statusReason: NOT_WANTED }),
        mutant("6", { status: "Ignored", statusReason: 'Ignored because of excluded mutation "StringLiteral"' }),
        mutant("5", { status: "RuntimeError", statusReason: "out of memory" }),
        mutant("4", { status: "CompileError", statusReason: "types" }),
        mutant("3", { status: "Timeout", statusReason: "Hit limit reached (501/500)" }),
        mutant("2", { status: "Survived", testsCompleted: 0, coveredBy: ["0"] }),
        mutant("1", { status: "Survived", testsCompleted: 2, coveredBy: ["0"], static: true }),
        mutant("0", { status: "NoCoverage", coveredBy: [] }),
        mutant("9", { location: at(1, 1, 4), status: "NoCoverage", coveredBy: [] }),
        mutant("8", { location: at(1, 1, 9), status: "Killed", killedBy: ["0"] }),
      ],
    },
  },
  testFiles: { "test/a.js": { tests: [{ id: "0", name: "a works" }] } },
};
const FILES: MutationRequest["files"] = [{ path: "src/a.js" }, { path: "src/b.js" }];
const request = { files: FILES } as MutationRequest;

test("keeps every status, in the order of the sources, with ids that say where a mutant is", () => {
  const report = toReport(RECORDED, request, "9.6.1");
  expect(schemaErrors(report)).toEqual([]);
  expect(Object.keys(report.files)).toEqual(["src/a.js", "src/b.js"]);
  expect(mutantsOf(report).map(({ id, status }) => `${id} ${status}`)).toEqual([
    "src/a.js:1:1-1:9:StringLiteral:12ae32cb Killed",
    "src/a.js:1:1-1:4:StringLiteral:12ae32cb NoCoverage",
    "src/a.js:1:1-1:4:StringLiteral:12ae32cb~1 NoCoverage",
    "src/a.js:2:1-2:4:StringLiteral:12ae32cb Survived",
    "src/a.js:3:1-3:4:StringLiteral:12ae32cb Pending",
    "src/a.js:4:1-4:4:StringLiteral:12ae32cb Timeout",
    "src/a.js:5:1-5:4:StringLiteral:12ae32cb CompileError",
    "src/a.js:6:1-6:4:StringLiteral:12ae32cb RuntimeError",
    "src/a.js:7:1-7:4:StringLiteral:12ae32cb Ignored",
    "src/b.js:1:1-1:4:StringLiteral:12ae32cb Killed",
  ]);
  expect(JSON.stringify(report)).not.toContain("somebody");
  expect(placeOf("src/a.js:2:1-2:4:StringLiteral:12ae32cb")).toEqual({ path: "src/a.js", location: at(2, 1, 4) });
  expect(placeOf("12")).toBeNull();
});

test("survived without a test is not tried, until a second run has measured it", () => {
  const first = toReport(RECORDED, request, "9.6.1");
  expect(doubtsAbout(mutantsOf(first))).toMatchObject([{ code: "unmeasured" }]);
  const id = "src/a.js:3:1-3:4:StringLiteral:12ae32cb";
  const source = RECORDED.files["src/a.js"]?.source ?? "";
  const mutants = [mutant("2", { status: "Killed", killedBy: ["0"] }), mutant("1", { status: "Killed" })];
  const again = toReport(
    { ...RECORDED, files: { "src/a.js": { language: "javascript", source, mutants } } },
    { ...request, only: [id] },
    "9.6.1",
  );
  expect(mutantsOf(again).map((each) => each.id)).toEqual([id]);
  const both = withResults(first, again, () => true);
  expect(mutantsOf(both).find((each) => each.id === id)).toMatchObject({
    status: "Killed",
    killedBy: ["test/a.js#a works"],
  });
  expect(mutantsOf(both)).toHaveLength(mutantsOf(first).length);
});

test("nearly nothing covered is a doubt about the set-up", () => {
  const uncovered = Array.from({ length: 20 }, (_, index) => mutant(String(index), { status: "NoCoverage" }));
  expect(doubtsAbout(uncovered)).toMatchObject([
    { code: "nothing-covered", message: expect.stringContaining("reach 0 of 20 mutants") },
  ]);
  expect(doubtsAbout([...uncovered.slice(4), ...["20", "21"].map((id) => mutant(id, {}))])).toEqual([]);
});
