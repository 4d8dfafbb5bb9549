import type { Budget, Language } from "../contracts/index.js";
import type { TestContextOptions } from "./create-test-context.js";

/** What the tests of an engine need: a project in some language. `createToyLanguage()` is one without a runtime. */
export interface EngineFixture extends Pick<TestContextOptions, "files" | "prepare" | "env" | "options"> {
  readonly language: Language;
  /** The file tests are proposed for, one of `files`; some of its goals can be met. */
  readonly path: string;
  /** Default 20 seconds and 5,000 calls. Choose it so that the clock does not decide. */
  readonly budget?: Budget;
}
