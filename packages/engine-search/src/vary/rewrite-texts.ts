import type { Mutant, Scenario } from "@autotest/core";
import { replaceAt, type Slot, slotsOf } from "../values/value-slots.js";

/** Seeds that are rewritten, and the longest text that is made. */
const SEEDS = 16;
const LONGEST = 120;
const LITERAL = /(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;
const JOINTS = ["\n", " ", ""];

/** What stands in literals of the changed code: `"rtype"` becomes `XXrtypeXX` for those only who meet `rtype`. */
export function wordsOf(mutants: readonly Mutant[]): readonly string[] {
  const found = mutants.flatMap(({ original, replacement }) =>
    [original, replacement].flatMap((text) => [...text.matchAll(LITERAL)].map(([, , inside = ""]) => inside)),
  );
  return [...new Set(found)].filter((word) => word !== "" && word.length <= LONGEST);
}

/** Scenarios in which a text of a seed holds a wanted word where another known one stood, or stands behind that of another seed. */
export function rewriteTexts(
  seeds: readonly Scenario[],
  wanted: readonly string[],
  known: readonly string[],
): readonly Scenario[] {
  const chosen = seeds.slice(0, SEEDS).map((scenario) => ({ scenario, slots: slotsOf(scenario).filter(isText) }));
  const found: Scenario[] = [];
  for (const { scenario, slots } of chosen)
    for (const { path, value } of slots)
      for (const text of swapped(value, wanted, known)) found.push(replaceAt(scenario, path, text));
  for (const { scenario, slots } of chosen)
    for (const { path, value } of slots)
      for (const other of chosen) {
        const second = other.slots.find((slot) => slot.path.join() === path.join())?.value;
        if (second === undefined) continue;
        for (const joint of JOINTS) {
          const text = value + joint + second;
          if (text.length <= LONGEST) found.push(replaceAt(scenario, path, text));
        }
      }
  return found;
}

/** Scenarios in which a text of a seed is one of the words, or something that holds it once or twice. */
export function plantWords(seeds: readonly Scenario[], words: readonly string[]): readonly Scenario[] {
  const places = seeds.flatMap((seed) =>
    slotsOf(seed)
      .filter(isText)
      .map(({ path }) => ({ seed, path })),
  );
  return [...new Set(words)]
    .flatMap((word) => [word, `a${word}b`, `a${word}b${word}c`])
    .filter((text) => text.length <= LONGEST)
    .flatMap((text) => places.map(({ seed, path }) => replaceAt(seed, path, text)));
}

function* swapped(text: string, wanted: readonly string[], known: readonly string[]): Iterable<string> {
  for (const word of known) {
    if (word.length < 2 || !text.includes(word)) continue;
    for (const other of wanted) {
      const made = text.replace(word, () => other);
      if (made !== text && made.length <= LONGEST) yield made;
    }
  }
}

function isText(slot: Slot): slot is Slot & { readonly value: string } {
  return typeof slot.value === "string";
}
