import type { Unit } from "../model/index.js";

/** Whatever follows it in the same block is never run. */
const LEAVES = /^(?:return|raise|throw|break|continue)\b/;
const FUNCTION =
  /^(?:async\s+)?def\b|\bfunction\b|=>\s*\{?$|^(?:(?:static|async|get|set)\s+)*#?[\w$]+\s*\([^)]*\)\s*\{$/;
const CONDITION = /^(?:\}\s*)?(?:else\s+if|elif|if|while)\b\s*(.*)$/;
const WORDS =
  /^(?:and|or|not|in|is|None|True|False|null|undefined|true|false|typeof|instanceof|void|hasattr|this|self|cls)$/;
/** What a test can set from outside. */
const OPEN = /\b(?:environ|env|argv|this|self|cls|arguments)\b/;

/**
 * Why a place that nothing was seen to run cannot be run by any test, judged by the lines around it: it stands behind a `return`
 * of its block, or behind a condition that is the same for every test on this machine. Null: it may be.
 */
export function whyDead(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
  units: readonly Unit[],
): string | null {
  const lines = withoutProse(text).split("\n");
  const around = units.filter(({ span }) => span.line <= line && line <= span.endLine);
  const given = new Set(around.flatMap(({ parameters }) => parameters.map(({ name }) => name)));
  const isConstant = (condition: string): boolean => isSettled(condition, lines, given);
  const before = otherwise((lines[line - 1] ?? "").slice(0, column - 1).trim());
  if (before !== null && isConstant(before)) return elsewhere(before);
  let level = depthOf(lines[line - 1] ?? "");
  let needsIf = false;
  for (let at = line - 2; at >= 0; at--) {
    const own = (lines[at] ?? "").trim();
    const depth = depthOf(lines[at] ?? "");
    if (own === "" || depth > level) continue;
    const isOuter = depth < level;
    level = depth;
    if (!isOuter && LEAVES.test(own) && isWhole(own) && !isBranch(lines[at - 1] ?? ""))
      return `it stands behind \`${own.replace(/;$/, "")}\``;
    const condition = conditionOf(own);
    if (condition !== null && isConstant(condition)) {
      if (isOuter || needsIf) return elsewhere(condition);
      if (endsBlock(lines, at)) return elsewhere(condition);
    }
    needsIf = isOuter ? /^(?:\}\s*)?(?:else|elif)\b/.test(own) : needsIf && !/^if\b/.test(own);
    const first = otherwise(own);
    if (isOuter && first !== null && isConstant(first)) return elsewhere(first);
    if (isOuter && FUNCTION.test(own)) return null;
  }
  return null;
}

/** What is taken instead of a function that is written behind it: `Date.now` of `Date.now || function () {`. */
function otherwise(text: string): string | null {
  return /([\w$.]+)\s*(?:\|\||\?\?)\s*(?:async\s*)?(?:function\b[^}]*|\([^)]*\)\s*=>[^}]*)$/.exec(text)?.[1] ?? null;
}

function elsewhere(condition: string): string {
  return `it runs only where \`${condition}\` comes out the other way, and that is the same for every test on this machine`;
}

/** Texts of several lines and comments say nothing about what runs. Lines stay. */
function withoutProse(text: string): string {
  return text.replaceAll(/"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\//g, (prose) => prose.replaceAll(/[^\n]/g, " "));
}

function depthOf(line: string): number {
  return line.search(/\S|$/);
}

/** Whether a statement ends on its line. */
function isWhole(line: string): boolean {
  return /^[^([{]*(?:\([^([{]*\)[^([{]*)*$/.test(line) && !/[,+\-*/&|=\\]$/.test(line);
}

/** `if (a)` whose one statement stands below it. */
function isBranch(line: string): boolean {
  return /^\s*(?:\}\s*)?(?:if|else|for|while)\b.*[^{:;]$/.test(line);
}

/** The condition of a line that decides; null for all other lines. */
function conditionOf(line: string): string | null {
  const rest = CONDITION.exec(line)?.[1];
  if (rest === undefined) return null;
  if (!rest.startsWith("(")) return rest.replace(/:.*$/, "").trim();
  let depth = 0;
  for (const [at, character] of [...rest].entries()) {
    if (character === "(") depth++;
    if (character === ")" && --depth === 0) return rest.slice(1, at).trim();
  }
  return null;
}

/** Whether the block below a line, or what follows on it, leaves the function. */
function endsBlock(lines: readonly string[], at: number): boolean {
  const head = lines[at] ?? "";
  if (/[):]\s*\{?\s*(?:return|raise|throw)\b/.test(head)) return true;
  const end = lines.findIndex((line, other) => other > at && line.trim() !== "" && depthOf(line) <= depthOf(head));
  const last = lines.slice(at + 1, end < 0 ? undefined : end).findLast((line) => line.trim() !== "");
  return /^\s*(?:return|raise|throw)\b/.test(last ?? "");
}

/** Whether a condition names nothing that a test could change: no argument, no call, nothing that is assigned twice. */
function isSettled(condition: string, lines: readonly string[], given: ReadonlySet<string>): boolean {
  const bare = condition.replaceAll(/(["'`])(?:\\.|(?!\1).)*\1/g, '""');
  if (OPEN.test(bare) || /[\w$)\]]\s*\(/.test(bare.replaceAll(/\b(?:typeof|hasattr|and|or|not|in|is)\s*\(/g, "(")))
    return false;
  const names = [...bare.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)].map(([name]) => name);
  return names.every((name) => WORDS.test(name) || (!given.has(name) && timesSet(name, lines) <= 1));
}

/** How often a name gets a value in the file, by assignment, as an argument, in a loop or by `as`. Imports do not count. */
function timesSet(name: string, lines: readonly string[]): number {
  const word = name.replaceAll("$", "\\$");
  const assigned = new RegExp(`(?<![\\w$.])${word}(?:\\s*:[^=]+)?\\s*(?:[-+*/|&]?=(?!=)|:=|\\+\\+|--)`);
  const bound = new RegExp(`\\b(?:for|as|catch)\\b\\s*\\(?.*(?<![\\w$.])${word}(?![\\w$])`);
  const argument = new RegExp(`(?:\\bdef\\b|\\bfunction\\b|=>).*(?<![\\w$.])${word}(?![\\w$])`);
  return lines.reduce((sum, line) => {
    if (/^\s*(?:import|from)\b/.test(line)) return sum;
    // An argument is something else in every call.
    return sum + (assigned.test(line) ? 1 : 0) + (bound.test(line) || argument.test(line) ? 2 : 0);
  }, 0);
}
