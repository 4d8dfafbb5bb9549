import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import { POINTS } from "./instrument-statement.js";
import type { Removal } from "./mutate-statement.js";

/** A change of one piece of code, by its number in the list of mutants. */
export interface NumberedChange {
  readonly index: number;
  /** Source text of an expression. */
  readonly text: string;
}

/** Writes other expressions beside `node`, which comes last. */
export function writeChoices(marking: Marking, node: ts.Node, changes: readonly NumberedChange[]): void {
  const choices = changes.map(({ index, text }) => `${POINTS}.x(${index})?(${text}):`).join("");
  // At the start of a statement a parenthesis would continue the line before.
  const guard = marking.typescript.isExpressionStatement(node.parent) ? ";" : "";
  marking.wrap(node, `${guard}(${choices}`, ")");
}

/** Writes around what `removal` holds that it may be left out. */
export function writeRemoval(marking: Marking, { start, end, leaves }: Removal, index: number): void {
  const test = `if(${POINTS}.x(${index}))`;
  if (leaves) marking.before(start, `;${test}return;`);
  else {
    marking.before(start, `${test}{}else{`);
    marking.after(end, "}");
  }
}

/** Writes another statement before the one at `start`, in place of which it runs. */
export function writeStatement(marking: Marking, start: number, { index, text }: NumberedChange): void {
  marking.before(start, `if(${POINTS}.x(${index})){${text}}else `);
}
