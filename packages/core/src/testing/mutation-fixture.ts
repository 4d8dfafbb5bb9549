import type { Layout } from "../contracts/index.js";
import type { TestContextOptions } from "./create-test-context.js";

/** What the tests of a mutation backend need: a small project with tests that kill some mutants and not all. */
export interface MutationFixture extends Pick<TestContextOptions, "env" | "options" | "prepare"> {
  /** Every file of the project, tests included. They pass. */
  readonly files: { readonly [path: string]: string };
  /** The source file to mutate, one of `files`. At least one mutant of it is killed and one survives; it is all ASCII. */
  readonly path: string;
  /** How the tests are found, as their framework's `detect` says it. */
  readonly layout: Layout;
  /** A test file of `layout`, as text, that fails on the code as it is. */
  readonly failing: string;
}
