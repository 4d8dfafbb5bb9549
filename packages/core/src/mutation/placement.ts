import { createHash } from "node:crypto";
import { basename, dirname, extname, join } from "node:path/posix";
import type { Target } from "../pipeline/run-state.js";

/** Where tests that kill mutants go. */
export interface Placement {
  /** `file`: a file of their own. `merge`: the suite of the units they test, where that is one of ours. Default `file`. */
  readonly placement?: "file" | "merge";
}

/** Whether the tests for a file go into the suite that is there. Suites of other people are not written into. */
export function joinsSuite({ existing, framework }: Target, { placement }: Placement): boolean {
  return placement === "merge" && existing !== undefined && framework.readHeader(existing) !== null;
}

/** Their file otherwise: beside the suite, under a name that stays. `tests/test_mutant_cart_1a2b3c.py`. */
export function suitePathOf({ file, framework, analysis, layout }: Target): string {
  const extension = extname(file.path);
  const id = createHash("sha256").update(file.path).digest("hex").slice(0, 6);
  const path = join(dirname(file.path), `mutant_${basename(file.path, extension)}_${id}${extension}`);
  return framework.place({ ...file, path }, analysis, layout);
}
