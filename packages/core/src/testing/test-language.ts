import type { Language } from "../contracts/index.js";
import { analysisTests } from "./analysis-tests.js";
import type { ContractTest } from "./contract-test.js";
import type { LanguageFixture } from "./language-fixture.js";
import { printTests } from "./print-tests.js";
import { probeTests } from "./probe-tests.js";

/** The promises of a language: how it reads files, writes values, and what its probe does. Starts real processes. */
export function testLanguage(language: Language, fixture: LanguageFixture): readonly ContractTest[] {
  return [...analysisTests(language, fixture), ...printTests(language, fixture), ...probeTests(language, fixture)];
}
