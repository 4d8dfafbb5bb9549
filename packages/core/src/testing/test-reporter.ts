import assert from "node:assert/strict";
import type { Reporter } from "../contracts/index.js";
import type { ContractTest } from "./contract-test.js";
import { freezeDeep } from "./freeze-deep.js";
import { sampleReports } from "./sample-report.js";

/** The promises of a reporter: it renders every report, the same one twice alike, changes nothing, and lets no terminal escape through. */
export function testReporter(reporter: Reporter): readonly ContractTest[] {
  return Object.entries(sampleReports()).map(([name, report]) => ({
    name: `reporter ${reporter.id} renders a report: ${name}`,
    async run() {
      freezeDeep(report);
      const text = reporter.render(report);
      assert.equal(typeof text, "string", "render() has to return text");
      assert.notEqual(text.trim(), "", "render() returned nothing");
      assert.equal(reporter.render(report), text, "the same report rendered twice differs");
      assert.doesNotMatch(text, /\u001b\]|\u0007/, "a terminal escape sequence out of the report reached the output");
    },
  }));
}
