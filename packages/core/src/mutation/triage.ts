import type { StillAlive, ToolMutant } from "./result.js";

const LOGS = /(?:^|[^\w$.])(?:console|logger|logging|_?log|LOG(?:GER)?|warnings|debug)\s*(?:\.\s*\w+\s*)?\(/;

/**
 * What is taken out before any search, by rule: a change that only moves white space or adds parentheses around the same text,
 * and one inside a call that writes a log. `line` is the whole line of the source. Null: it may be killed.
 */
export function triage(mutant: ToolMutant, line: string): StillAlive | null {
  const { original, replacement, start } = mutant;
  if (plain(original) === plain(replacement))
    return { code: "equivalent", reason: "the same code, written in another way" };
  const before = line.slice(0, start.column - 1);
  const call = LOGS.exec(before);
  if (call !== null && !isClosed(before.slice(call.index + call[0].length)))
    return { code: "log-only", reason: "it changes what goes to a log, which is nobody's result" };
  return null;
}

function plain(text: string): string {
  const bare = text.replaceAll(/\s+/g, "");
  const inner = /^\((.*)\)$/s.exec(bare)?.[1];
  return inner !== undefined && !/[()]/.test(inner) ? inner : bare;
}

/** Whether the parenthesis that was opened before `text` is closed in it. */
function isClosed(text: string): boolean {
  let depth = 1;
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")" && --depth === 0) return true;
  }
  return false;
}
