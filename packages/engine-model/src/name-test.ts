import type { Unit } from "@autotest/core";

const LONGEST = 90;

/** A title for a test of `unit`: the words it came with, on one line, unlike any in `taken`. */
export function nameTest(words: string, unit: Unit, taken: ReadonlySet<string>): string {
  const own = unit.name.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase();
  const plain = words
    .replace(/[^\x20-\x7E\u00A1-\u024F]+/g, " ")
    .replace(/^test_+/i, "")
    .replace(/^(\w+)$/, (name) =>
      name
        .toLowerCase()
        .replace(new RegExp(`^${own}_+`), "")
        .replaceAll("_", " "),
    )
    .replace(/\s+/g, " ")
    .trim();
  const short = plain.length <= LONGEST ? plain : plain.slice(0, plain.lastIndexOf(" ", LONGEST)).trim();
  const title = short === "" ? "does as its documentation says" : short;
  let free = title;
  while (taken.has(free)) free = `${free}, too`;
  return free;
}
