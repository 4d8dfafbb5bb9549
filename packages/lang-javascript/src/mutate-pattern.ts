import type { Change } from "./mutate.js";

/** Most changes of one pattern: long ones are lists of alternatives, and few inputs pass all of them. */
const MOST = 12;
const NEGATED: { readonly [letter: string]: string } = {
  d: "D",
  D: "d",
  w: "W",
  W: "w",
  s: "S",
  S: "s",
  p: "P",
  P: "p",
};
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
const LOOKAROUND = /^\(\?<?[=!]/;

/** The changes of a regular expression literal: without an anchor or a quantifier, a set or a look around turned about. */
export function patternChanges(literal: string): readonly Change[] {
  const end = literal.lastIndexOf("/");
  return [...textsOf(literal.slice(1, end))]
    .map((pattern) => `/${pattern}${literal.slice(end)}`)
    .filter((text) => isPattern(text, end + text.length - literal.length))
    .slice(0, MOST)
    .map((replacement) => ({ operator: "text", replacement }));
}

/** Every changed text of a pattern; not all of them are patterns. */
function* textsOf(pattern: string): Generator<string> {
  let inSet = false;
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const instead = (length: number, text: string): string => pattern.slice(0, at) + text + pattern.slice(at + length);
    const [sign = ""] = rest;
    if (sign === "\\") {
      const letter = rest[1] ?? "";
      const other = NEGATED[letter];
      if (other !== undefined && Object.hasOwn(NEGATED, letter)) yield instead(2, `\\${other}`);
      at++;
    } else if (inSet) inSet = sign !== "]";
    else if (sign === "[") {
      inSet = true;
      yield rest[1] === "^" ? instead(2, "[") : instead(1, "[^");
      if (rest[1] === "^") at++;
    } else if (sign === "^" || sign === "$") yield instead(1, "");
    else if (sign === "(") {
      const [around] = LOOKAROUND.exec(rest) ?? [];
      if (around) yield instead(around.length, around.slice(0, -1) + (around.endsWith("=") ? "!" : "="));
      // The question mark behind a parenthesis is no quantifier.
      if (rest[1] === "?") at++;
    } else {
      const [quantifier] = QUANTIFIER.exec(rest) ?? [];
      if (quantifier === undefined) continue;
      yield instead(quantifier.length, "");
      at += quantifier.length - 1;
    }
  }
}

function isPattern(literal: string, end: number): boolean {
  const pattern = literal.slice(1, end);
  if (pattern === "") return false;
  try {
    new RegExp(pattern, literal.slice(end + 1));
    return true;
  } catch {
    return false;
  }
}
