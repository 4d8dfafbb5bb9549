import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import type { Removal } from "./mutate-statement.js";
import { type NumberedChange, writeChoices, writeRemoval, writeStatement } from "./write-change.js";

/** What is written at one node for the changes that somebody else made. */
export interface GivenChange {
  /** Expressions beside this one. */
  readonly choices: NumberedChange[];
  /** Its content may be left out. */
  readonly removals: { readonly index: number; readonly removal: Removal }[];
  /** Statements in place of this one. */
  readonly statements: NumberedChange[];
}

/** By the node they are written at. */
export type GivenChanges = ReadonlyMap<ts.Node, GivenChange>;

/** Writes what there is for `node`. Called before the children are visited. */
export function writeGiven(marking: Marking, node: ts.Node, given: GivenChanges): void {
  const change = given.get(node);
  if (change === undefined) return;
  for (const one of change.statements) writeStatement(marking, node.getStart(marking.source), one);
  for (const { removal, index } of change.removals) writeRemoval(marking, removal, index);
  if (change.choices.length > 0) writeChoices(marking, node, change.choices);
}
