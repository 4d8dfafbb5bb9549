import type { Span, Unit } from "../model/index.js";
import { type ChangedFile, isChanged } from "./changes.js";

/** How goals name code outside of all units. */
const MODULE = "<module>";

/**
 * Names of the units that a change concerns: those with a changed line of their own (a method's lines are not its class's), and
 * those that call one of them. With lines outside of all units, `<module>` is among them.
 */
export function changedUnits(units: readonly Unit[], file: ChangedFile, lineCount: number): ReadonlySet<string> {
  const changed = new Set<string>();
  for (let line = 1; line <= lineCount; line++)
    if (isChanged(file, line)) changed.add(innermost(units, line) ?? MODULE);
  const callers = units.filter(({ calls }) => calls.some((name) => changed.has(name)));
  return new Set([...changed, ...callers.map(({ name }) => name)]);
}

function innermost(units: readonly Unit[], line: number): string | undefined {
  const around = units.filter(({ span }) => span.line <= line && line <= span.endLine);
  return around.sort((a, b) => length(a.span) - length(b.span))[0]?.name;
}

function length({ line, endLine }: Span): number {
  return endLine - line;
}
