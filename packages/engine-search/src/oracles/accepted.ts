import type { Assertion } from "@autotest/core";
import type { FieldsBefore } from "./observe-before.js";
import type { Proven } from "./run-oracles.js";

/** A test that survived everything but its name. */
export interface Accepted {
  readonly proven: Proven;
  readonly before: FieldsBefore;
  readonly assertions: readonly Assertion[];
  /** Indexes of the mutants it is known to notice. */
  readonly kills: readonly number[];
}
