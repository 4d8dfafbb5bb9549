import type { GivenMutant, Mutant } from "@autotest/core";
import type { ts } from "ts-morph";
import type { GivenChange } from "./given-changes.js";
import { isErased } from "./is-erased.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { type Mutated, oneLine } from "./mutate.js";
import { contentOf, type Removal } from "./mutate-statement.js";
import type { NamedUnit } from "./named-unit.js";
import { parseFile } from "./parse-file.js";
import { isAnyValue, isInFunction } from "./switchable.js";

interface Parsed {
  readonly typescript: TypeScriptApi;
  readonly source: ts.SourceFile;
}

/** Where and how a change is written. */
type Place =
  | { readonly kind: "choice"; readonly node: ts.Node; readonly text: string }
  | { readonly kind: "removal"; readonly node: ts.Node; readonly removal: Removal }
  | { readonly kind: "statement"; readonly node: ts.Node; readonly text: string };

/** Code around a change is written once more for it; more than this is not. */
const LONGEST_COPY = 4000;

/** Finds a place for each of `given` in the file, in their order; those without one are left out. */
export function placeGiven(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  units: readonly NamedUnit[],
  given: readonly GivenMutant[],
): Mutated {
  const parsed: Parsed = { typescript, source };
  const names = new Map<ts.Node, string>(units.map(({ node, name }) => [node, name]));
  const listed: Mutant[] = [];
  const changes = new Map<ts.Node, GivenChange>();
  for (const mutant of given) {
    const span = spanOf(source, mutant);
    const place = span && placeFor(parsed, mutant, span);
    const unit = place && unitAround(typescript, place.node, names);
    if (!span || !place || !unit || !isInFunction(parsed, place.node)) continue;
    const index = listed.length;
    const change = changes.get(place.node) ?? { choices: [], removals: [], statements: [] };
    changes.set(place.node, change);
    if (place.kind === "choice") change.choices.push({ index, text: place.text });
    else if (place.kind === "statement") change.statements.push({ index, text: place.text });
    else change.removals.push({ index, removal: place.removal });
    listed.push({
      index,
      given: mutant.id,
      unit,
      line: mutant.start.line,
      ...(mutant.end.line === mutant.start.line ? {} : { endLine: mutant.end.line }),
      column: mutant.start.column,
      operator: mutant.operator,
      original: oneLine(source.text.slice(span.start, span.end)),
      replacement: oneLine(mutant.replacement),
    });
  }
  return { listed, given: changes };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Positions in the text; null for a place it does not have. */
function spanOf(source: ts.SourceFile, { start, end }: GivenMutant): Span | null {
  const lines = source.getLineStarts();
  const at = ({ line, column }: GivenMutant["start"]): number => (lines[line - 1] ?? Number.NaN) + column - 1;
  const span = { start: at(start), end: at(end) };
  return span.start < span.end && span.end <= source.text.length ? span : null;
}

function placeFor(parsed: Parsed, { replacement }: GivenMutant, span: Span): Place | null {
  const { typescript, source } = parsed;
  const node = smallestAround(typescript, source, span);
  const isAll = node.getStart(source) === span.start && node.end === span.end;
  if (typescript.isBlock(node) || typescript.isCaseOrDefaultClause(node)) {
    const removal = isAll && isEmptied(typescript, node, replacement) ? contentOf(parsed, node) : null;
    return removal && { kind: "removal", node, removal };
  }
  if (typescript.isForStatement(node) && isAll) return loopPlace(source, node, replacement);
  // Beside another function, a function would lose its name.
  if (typescript.isArrowFunction(node) && isAll)
    return /^\(\)\s*=>\s*undefined$/.test(replacement.trim()) && !typescript.isBlock(node.body)
      ? { kind: "choice", node: node.body, text: "undefined" }
      : null;
  for (let outer: ts.Node = node; !typescript.isStatement(outer) && outer.parent; outer = outer.parent) {
    if (typescript.isFunctionLike(outer)) return null;
    if (!isAnyValue(parsed, outer)) continue;
    const text =
      source.text.slice(outer.getStart(source), span.start) + replacement + source.text.slice(span.end, outer.end);
    const bare = expressionText(parsed, text);
    return bare === null ? null : { kind: "choice", node: outer, text: inLine(bare) };
  }
  return null;
}

function isEmptied(typescript: TypeScriptApi, node: ts.Block | ts.CaseOrDefaultClause, replacement: string): boolean {
  return typescript.isBlock(node) ? /^\{\s*\}$/.test(replacement.trim()) : replacement.trim().endsWith(":");
}

/** `for (let i = 0;; i++)` whose rounds are taken away. */
function loopPlace(source: ts.SourceFile, node: ts.ForStatement, replacement: string): Place | null {
  const isLabelled = node.parent.kind !== undefined && "label" in node.parent;
  if (isLabelled || node.condition || !/^for\s*\([^;]*;\s*false\s*;/.test(replacement)) return null;
  return { kind: "statement", node, text: `for(${node.initializer?.getText(source) ?? ""};false;);` };
}

/** The innermost node that holds all of a span. */
function smallestAround(typescript: TypeScriptApi, source: ts.SourceFile, { start, end }: Span): ts.Node {
  // Where a node begins behind its comments takes longer to tell than where they begin.
  const holds = (node: ts.Node): boolean => node.pos <= start && end <= node.end && node.getStart(source) <= start;
  let smallest: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = typescript.forEachChild(smallest, (child) => (holds(child) ? child : undefined));
    if (inner === undefined) return smallest;
    smallest = inner;
  }
}

/** The unit that `node` belongs to; null outside of any, and in what leaves no code behind. */
function unitAround(typescript: TypeScriptApi, node: ts.Node, names: ReadonlyMap<ts.Node, string>): string | null {
  let unit: string | null = null;
  for (let inner: ts.Node = node; inner.parent; inner = inner.parent) {
    if (isErased(typescript, inner)) return null;
    unit ??= names.get(inner) ?? null;
  }
  return unit;
}

/**
 * The text of an expression without the comments before and behind it. Null when it is none: it would keep the whole file
 * from being loaded.
 */
function expressionText({ typescript, source }: Parsed, text: string): string | null {
  if (text.length > LONGEST_COPY) return null;
  const parsed = parseFile(typescript, source.fileName, `async function* f() { return (${text}\n) }`);
  if (!parsed.ok) return null;
  const [wrapper] = parsed.source.statements;
  const body = wrapper && typescript.isFunctionDeclaration(wrapper) ? wrapper.body?.statements[0] : undefined;
  const value = body && typescript.isReturnStatement(body) ? body.expression : undefined;
  return value && typescript.isParenthesizedExpression(value) ? value.expression.getText(parsed.source) : null;
}

/** Lines stay where they are, if nothing in `text` needs its own. */
function inLine(text: string): string {
  return /`|\/\/|\bfunction\b|=>\s*\{|\bclass\b/.test(text) ? text : text.replaceAll(/\s*\n\s*/g, " ");
}
