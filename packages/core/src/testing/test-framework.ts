import type { Framework } from "../contracts/index.js";
import type { ContractTest } from "./contract-test.js";
import { emitTests } from "./emit-tests.js";
import type { FrameworkFixture } from "./framework-fixture.js";
import { runnerTests } from "./runner-tests.js";

/** The promises of a framework: how it finds, writes and runs tests. Starts the real runner. */
export function testFramework(framework: Framework, fixture: FrameworkFixture): readonly ContractTest[] {
  return [...emitTests(framework, fixture), ...runnerTests(framework, fixture)];
}
