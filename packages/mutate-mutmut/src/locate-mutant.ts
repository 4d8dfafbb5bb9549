import { type Token, tokensOf } from "./tokens-of.js";

/** A change to a source file, as the common report schema places it: 1-based, the end exclusive, columns in UTF-16 units. */
export interface Change {
  readonly start: Position;
  readonly end: Position;
  readonly original: string;
  readonly replacement: string;
}

/** A place in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One function: its text, beginning with `def`, and the line of the file it begins on. */
export interface FunctionText {
  readonly text: string;
  readonly line: number;
}

/** The lines of a text as Python counts them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * What a mutated copy of a function changes in the source. Both copies have the function's own name. Null when the unchanged
 * copy is not the text of the source, or nothing differs. Whole words and operators are given, never parts of them.
 */
export function locateMutant(
  source: FunctionText,
  original: string,
  mutated: string,
  tokensOfOriginal: readonly Token[] = tokensOf(original),
): Change | null {
  if (source.text !== original || original === mutated) return null;
  const shortest = Math.min(original.length, mutated.length);
  let before = 0;
  while (before < shortest && original[before] === mutated[before]) before += 1;
  let after = 0;
  while (after < shortest - before && original.at(-1 - after) === mutated.at(-1 - after)) after += 1;
  // Up to the last word that ends before the difference, both texts have the same words.
  const same = tokensOfOriginal.findLast(({ end }) => end < before)?.start ?? 0;
  const tokens = [tokensOfOriginal, tokensOf(mutated, same, mutated.length - after + 1)];
  const sizes = [original.length, mutated.length];
  // Both texts are the same up to the start and from the end on, so a step there is the same step in both.
  for (let moved = true; moved; ) {
    moved = false;
    for (const list of tokens) {
      const cut = tokenOver(list, before);
      if (cut !== undefined) {
        before = cut.start;
        moved = true;
      }
    }
  }
  for (let moved = true; moved; ) {
    moved = false;
    for (const [index, list] of tokens.entries()) {
      const size = sizes[index] as number;
      const cut = tokenOver(list, size - after);
      if (cut !== undefined) {
        after = size - cut.end;
        moved = true;
      }
    }
  }
  [before, after] = withNeighbour(tokens[0] ?? [], before, after, original, mutated);
  while (original.length - after > before && mutated.length - after > before && isSpace(original, mutated, after))
    after += 1;
  return {
    start: positionAt(source, before),
    end: positionAt(source, original.length - after),
    original: original.slice(before, original.length - after),
    replacement: mutated.slice(before, mutated.length - after),
  };
}

/** The token that has characters on both sides of a place. */
function tokenOver(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.find(({ start, end }) => start < at && at < end);
}

/**
 * Where text is only added, the word beside it is part of the change; and `not` belongs to the operator it is a part of: `is`
 * becomes `is not`, `not in` becomes `in`.
 */
function withNeighbour(
  tokens: readonly Token[],
  before: number,
  after: number,
  original: string,
  mutated: string,
): readonly [number, number] {
  const end = original.length - after;
  const gone = original.slice(before, end).trim();
  const left = tokens.filter((token) => token.end <= before).at(-1);
  const right = tokens.find(({ start }) => start >= end);
  const isNegation = gone === "not" && mutated.length - after === before;
  if (end > before && !isNegation) return [before, after];
  if (left?.text === "is") return [left.start, after];
  if (right === undefined || (isNegation && right.text !== "in")) return [before, after];
  return [before, original.length - right.end];
}

function isSpace(original: string, mutated: string, after: number): boolean {
  const last = original.at(-1 - after);
  return last === " " && mutated.at(-1 - after) === last;
}

function positionAt({ text, line }: FunctionText, at: number): Position {
  const lines = text.slice(0, at).split("\n");
  return { line: line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 };
}
