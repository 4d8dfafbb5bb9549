/** Different texts that must have been seen. */
const ENOUGH = 8;
/** Characters of a run that must have been seen in all before a narrow class is believed, and the longest constant that is. */
const CHARACTERS = 40;
/** Longest pattern. */
const LONGEST = 80;

const CLASSES: readonly (readonly [string, RegExp, number])[] = [
  ["[0-9]", /^[0-9]+$/, 0],
  ["[0-9a-f]", /^[0-9a-f]+$/, CHARACTERS],
  ["[a-z]", /^[a-z]+$/, CHARACTERS],
  ["[A-Z]", /^[A-Z]+$/, CHARACTERS],
  ["[0-9a-z]", /^[0-9a-z]+$/, 0],
  ["[0-9A-Z]", /^[0-9A-Z]+$/, 0],
  ["[A-Za-z]", /^[A-Za-z]+$/, CHARACTERS],
  ["[0-9A-Za-z]", /^[0-9A-Za-z]+$/, 0],
];

/** A regular expression that all texts match and that says how they are built; null when they have no form in common. */
export function learnPattern(texts: readonly string[]): string | null {
  if (new Set(texts).size < ENOUGH || texts.some((text) => !/^[\x20-\x7e]+$/.test(text))) return null;
  const split = texts.map((text) => text.match(/[0-9A-Za-z]+|[^0-9A-Za-z]/g) ?? []);
  const [first = []] = split;
  if (split.some((parts) => parts.length !== first.length)) return null;
  let pattern = "";
  for (const [at, part] of first.entries()) {
    const runs = split.map((parts) => parts[at] as string);
    const constant = runs.every((run) => run === part);
    if (!/^[0-9A-Za-z]/.test(part)) {
      if (!constant) return null;
      pattern += /[-\w :/@]/.test(part)
        ? part
        : `[${part === "^" || part === "\\" || part === "]" ? `\\${part}` : part}]`;
    } else if (constant && part.length > 2) pattern += part;
    else {
      const whole = runs.join("");
      const found = CLASSES.find(([, known, least]) => known.test(whole) && whole.length >= least);
      if (found === undefined) return null;
      const lengths = new Set(runs.map((run) => run.length));
      pattern += `${found[0]}${lengths.size > 1 ? "+" : part.length === 1 ? "" : `{${part.length}}`}`;
    }
  }
  return pattern.length <= LONGEST && pattern.includes("[") ? pattern : null;
}
