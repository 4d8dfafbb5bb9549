import type { Mutant } from "@autotest/core";
import type { ts } from "ts-morph";
import { type GivenChanges, writeGiven } from "./given-changes.js";
import type { Marking } from "./instrument.js";
import { changesOf } from "./mutate-expression.js";
import { removalOf } from "./mutate-statement.js";
import { isInFunction, isValue } from "./switchable.js";
import { writeChoices, writeRemoval } from "./write-change.js";

/** What takes the place of a piece of code. */
export interface Change {
  /** See {@link Mutant.operator}. */
  readonly operator: string;
  /** Source text; it is put in parentheses. */
  readonly replacement: string;
  /** The text that is changed, when it is not all of the node. */
  readonly original?: string;
}

/** A file whose code can be changed at many places while it runs. */
export interface Mutated {
  readonly listed: Mutant[];
  /** Changes that somebody else made, already listed: these are written in place of our own. */
  readonly given?: GivenChanges;
}

/** Files with very many places: what comes after is not changed. */
const MOST = 4000;
/** Operands are written once more for every change; of longer ones only the whole is changed. */
const LONGEST_COPY = 400;
const LONGEST_TEXT = 80;

/** Writes every change of `node` beside it, the code as it is last. Called before the children are visited: outer text first. */
export function mutate(marking: Marking, node: ts.Node, unit: string, mutated: Mutated): void {
  if (mutated.given) {
    writeGiven(marking, node, mutated.given);
    return;
  }
  if (unit === "<module>" || mutated.listed.length >= MOST || !isInFunction(marking, node)) return;
  const { typescript, source } = marking;
  const list = (change: Change, at: ts.Node): number => {
    const from = source.getLineAndCharacterOfPosition(at.getStart(source));
    const endLine = source.getLineAndCharacterOfPosition(at.end).line + 1;
    mutated.listed.push({
      index: mutated.listed.length,
      unit,
      line: from.line + 1,
      ...(endLine === from.line + 1 ? {} : { endLine }),
      column: from.character + 1,
      operator: change.operator,
      original: oneLine(change.original ?? at.getText(source)),
      replacement: oneLine(change.replacement),
    });
    return mutated.listed.length - 1;
  };
  const removal = removalOf(marking, node);
  if (removal !== null) {
    const index = list(
      { operator: "statement", replacement: typescript.isBlock(removal.node) ? "{}" : "" },
      removal.node,
    );
    writeRemoval(marking, removal, index);
    return;
  }
  if (isForPeople(typescript, node, source) || !isValue(marking, node)) return;
  const changes = changesOf(marking, node as ts.Expression).filter(
    ({ replacement }) => replacement.length <= LONGEST_COPY && !/\bfunction\b.*\{|=>\s*\{/s.test(replacement),
  );
  if (changes.length === 0) return;
  writeChoices(
    marking,
    node,
    changes.map((change) => ({ index: list(change, node), text: change.replacement })),
  );
}

/** What goes to a log is read by people, and is nobody's result. */
function isForPeople(typescript: Marking["typescript"], node: ts.Node, source: ts.SourceFile): boolean {
  for (let inner = node; inner.parent && !typescript.isStatement(inner); inner = inner.parent)
    if (typescript.isCallExpression(inner) && /^(?:console|logger|log|debug)\b/.test(inner.expression.getText(source)))
      return true;
  return false;
}

/** `text` as people are shown it. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= LONGEST_TEXT ? line : `${line.slice(0, LONGEST_TEXT - 1)}…`;
}
