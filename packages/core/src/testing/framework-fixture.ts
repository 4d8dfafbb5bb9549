import type { Language } from "../contracts/index.js";
import type { Candidate } from "../model/index.js";
import type { TestContextOptions } from "./create-test-context.js";

/** What the tests of a framework need: a small project whose tests it can run. */
export interface FrameworkFixture extends Pick<TestContextOptions, "env" | "options"> {
  /** Writes the values and reads the files. */
  readonly language: Language;
  /** Every file of the project, with the framework's configuration and without tests. */
  readonly files: { readonly [path: string]: string };
  /** The source file the tests are for, one of `files`. */
  readonly path: string;
  /** At least two tests of `path` that pass, with assertions on what is returned; the first asserts `returns`. */
  readonly candidates: readonly Candidate[];
  /** A suite of `path` written by hand, as a person of that project would, with at least one passing test. */
  readonly existing: string;
  /** Makes the runner reachable in a project folder: links `node_modules`, makes a virtual environment ... */
  readonly prepare?: (root: string) => Promise<void>;
}
