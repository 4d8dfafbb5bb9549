import assert from "node:assert/strict";
import type { MutationReport } from "../contracts/index.js";
import { replaceText, textBetween } from "../mutation/replace-text.js";
import type { MutationFixture } from "./mutation-fixture.js";

/** All mutants of a report. */
export function mutantsIn({ files }: MutationReport): MutationReport["files"][string]["mutants"] {
  return Object.values(files).flatMap(({ mutants }) => mutants);
}

/** A report of one source file: the very text of that file, and each mutant a change of it, in its place and under its own id. */
export function assertReport(report: MutationReport, { files, path }: MutationFixture): void {
  assert.deepEqual(Object.keys(report.files), [path], "the files of the report");
  const source = report.files[path]?.source ?? "";
  assert.equal(source, files[path], "the source in the report");
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report, "the report does not survive JSON");
  const mutants = mutantsIn(report);
  assert.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length, "two mutants share an id");
  for (const { id, location, replacement, mutatorName, status } of mutants) {
    const { start, end } = location;
    assert.ok(start.line >= 1 && start.column >= 1, `${id} is at ${start.line}:${start.column}`);
    assert.ok(start.line < end.line || (start.line === end.line && start.column <= end.column), `${id} is inside out`);
    assert.ok(replacement !== undefined, `${id} does not say what is put in place of the original`);
    assert.notEqual(replaceText(source, start, end, replacement), source, `${id} changes nothing`);
    assert.ok(end.line <= source.split("\n").length, `${id} ends behind the file`);
    assert.notEqual(mutatorName, "", `${id} has no operator`);
    assert.notEqual(status, "Pending", `${id} (${textBetween(source, start, end)}) was not tried`);
  }
}
