import type { Candidate } from "@autotest/core";
import { BUILTINS, KEYWORDS } from "./python-words.js";

const LONGEST_NAME = 76;

/** `Cart.total` as part of a function name: `cart_total`. */
export function unitSlug(unit: string): string {
  return slug(unit.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/__(\w+?)__/g, "$1")) || "module";
}

/** `Cart.total` as a class name: `TestCartTotal`. */
export function unitClass(unit: string): string {
  const parts = unit.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return `Test${parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("")}`;
}

/** A title as lower-case words joined by underscores; signs that tell titles apart become words. */
export function slug(text: string): string {
  return text
    .replace(/(^|[^\w)\]])-(?=\d)/g, "$1minus ")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

const SIGNS: { readonly [sign: string]: string } = {
  ...{
    "-": "dash",
    "+": "plus",
    "*": "star",
    "/": "slash",
    "\\": "backslash",
    ".": "dot",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
  },
  ...{
    "<": "less",
    ">": "greater",
    "=": "equals",
    "!": "bang",
    "?": "question",
    "%": "percent",
    "&": "and",
    "|": "bar",
    "@": "at",
  },
  ...{
    "#": "hash",
    $: "dollar",
    "^": "caret",
    "~": "tilde",
    _: "underscore",
    "[": "bracket",
    "{": "brace",
    "(": "paren",
  },
};

/** The same with signs spelled out, for titles that differ in signs only. */
export function spelledSlug(text: string): string {
  return slug(
    [...text]
      .map((sign) =>
        SIGNS[sign] ? ` ${SIGNS[sign]} ` : sign.charCodeAt(0) > 126 ? ` u${sign.codePointAt(0)?.toString(16)} ` : sign,
      )
      .join(""),
  );
}

/** Test names of one scope (a module or a class): never one twice. */
export class TestNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** A free name for what `title` says; `prefix` is `test` or `test_<unit>`. */
  name(prefix: string, title: string): string {
    const slugs = [slug(title), spelledSlug(title)];
    // Titles that begin alike may only differ in what is cut off: then the name holds their end, or all of them.
    const tries = [
      ...slugs.map((words) => shorten(`${prefix}_${words}`)),
      ...slugs.map((words) => shorten(`${prefix}_${endOf(words, LONGEST_NAME - prefix.length - 1)}`)),
      ...slugs.map((words) => `${prefix}_${words}`),
    ];
    const free = tries.find((name) => !this.#taken.has(name)) ?? this.#numbered(tries[0] ?? prefix);
    this.#taken.add(free);
    return free;
  }

  /** A free class name. */
  className(wanted: string): string {
    const free = this.#taken.has(wanted) ? this.#numbered(`${wanted}Generated`, "") : wanted;
    this.#taken.add(free);
    return free;
  }

  /** Two titles that say the same, or a name of somebody else's. */
  #numbered(name: string, joint = "_"): string {
    if (joint === "" && !this.#taken.has(name)) return name;
    const again = joint === "" ? name : `${name}_again`;
    if (!this.#taken.has(again)) return again;
    for (let count = 2; ; count += 1)
      if (!this.#taken.has(`${again}${joint}${count}`)) return `${again}${joint}${count}`;
  }
}

/** The last words of a slug that fit. */
function endOf(words: string, room: number): string {
  return words.length <= room ? words : words.slice(-Math.max(room, 1)).replace(/^[^_]*_+/, "");
}

function shorten(name: string): string {
  const tidy = name.replace(/_+$/, "");
  if (tidy.length <= LONGEST_NAME) return tidy;
  const cut = tidy.slice(0, LONGEST_NAME + 1);
  const whole = cut.slice(0, cut.lastIndexOf("_"));
  // A name does not end in a word that leads to the next.
  return (
    whole.replace(/(?:_+(?:a|an|and|are|for|has|in|is|not|of|on|or|than|the|to|when|with))*_*$/, "") ||
    tidy.slice(0, LONGEST_NAME)
  );
}

/** Readable, unique parametrize ids: the titles without what all of them share. */
export function caseIds(cases: readonly Candidate[]): readonly string[] {
  const words = cases.map((one) => one.title.split(/\s+/).filter(Boolean));
  const shortest = Math.min(...words.map((one) => one.length));
  let head = 0;
  while (head < shortest && words.every((one) => one[head] === words[0]?.[head])) head += 1;
  let tail = 0;
  while (tail < shortest - head && words.every((one) => one.at(-1 - tail) === words[0]?.at(-1 - tail))) tail += 1;
  const plain = words.map((one) => one.slice(head, one.length - tail).join(" "));
  const taken = new Set<string>();
  return plain.map((rest, index) => {
    const whole = cases[index]?.title ?? "";
    const tries = [slug(rest), spelledSlug(rest), slug(whole), spelledSlug(whole)].map((id) =>
      id.replaceAll("_", "-").slice(0, 60).replace(/-+$/, ""),
    );
    let id = tries.find((one) => one !== "" && !taken.has(one));
    for (let count = 2; id === undefined; count += 1) {
      const next = `${tries.find(Boolean) ?? "case"}-${count}`;
      if (!taken.has(next)) id = next;
    }
    taken.add(id);
    return id;
  });
}

/** A name that can be a local variable: not a keyword, not taken. */
export function localName(wanted: string, taken: ReadonlySet<string>): string {
  const clean =
    wanted
      .replace(/^\*+/, "")
      .replace(/\W/g, "_")
      .replace(/^(?=\d)/, "_") || "value";
  const base = KEYWORDS.has(clean) || clean === "self" ? `${clean}_` : clean;
  if (!taken.has(base) && !BUILTINS.has(base)) return base;
  if (!taken.has(`${base}_value`)) return `${base}_value`;
  for (let count = 2; ; count += 1) if (!taken.has(`${base}_${count}`)) return `${base}_${count}`;
}
