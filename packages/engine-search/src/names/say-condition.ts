import type { Goal, Unit } from "@autotest/core";

const NAME = "[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*){0,2}";

/** Comparison signs in words, and their opposites. */
const SIGNS: { readonly [sign: string]: readonly [string, string] } = {
  "==": ["is", "is not"],
  "===": ["is", "is not"],
  "!=": ["is not", "is"],
  "!==": ["is not", "is"],
  "<": ["is below", "is at least"],
  "<=": ["is at most", "is above"],
  ">": ["is above", "is at most"],
  ">=": ["is at least", "is below"],
};

type Rule = readonly [RegExp, (found: readonly string[]) => readonly [string, string]];

const RULES: readonly Rule[] = [
  [rule(`(NAME) (?:is|===?) (?:None|null|undefined)`), ([, a]) => [`${say(a)} is missing`, `${say(a)} is given`]],
  [rule(`(NAME) (?:is not|!==?) (?:None|null|undefined)`), ([, a]) => [`${say(a)} is given`, `${say(a)} is missing`]],
  [rule(`(NAME) (?:<=) 0(?:\\.0)?`), ([, a]) => [`${say(a)} is not positive`, `${say(a)} is positive`]],
  [rule(`(NAME) (?:<) 0(?:\\.0)?`), ([, a]) => [`${say(a)} is negative`, `${say(a)} is not negative`]],
  [rule(`(NAME) (?:>) 0(?:\\.0)?`), ([, a]) => [`${say(a)} is positive`, `${say(a)} is not positive`]],
  [rule(`(NAME) (?:>=) 0(?:\\.0)?`), ([, a]) => [`${say(a)} is not negative`, `${say(a)} is negative`]],
  [rule(`(?:not |!)\\s*(NAME)`), ([, a]) => [`${say(a)} is empty`, `${say(a)} is not empty`]],
  [
    rule(`(?:not )\\(?isinstance\\((NAME), ?\\(?(NAME(?:, ?NAME)*)\\)?\\)\\)?`),
    ([, a, b]) => [`${say(a)} is not ${article(b)}`, `${say(a)} is ${article(b)}`],
  ],
  [
    rule(`isinstance\\((NAME), ?\\(?(NAME(?:, ?NAME)*)\\)?\\)`),
    ([, a, b]) => [`${say(a)} is ${article(b)}`, `${say(a)} is not ${article(b)}`],
  ],
  [rule(`(NAME) instanceof (NAME)`), ([, a, b]) => [`${say(a)} is ${article(b)}`, `${say(a)} is not ${article(b)}`]],
  [
    rule(`typeof (NAME) ===? ["'](\\w+)["']`),
    ([, a, b]) => [`${say(a)} is ${article(b)}`, `${say(a)} is not ${article(b)}`],
  ],
  [
    rule(`typeof (NAME) !==? ["'](\\w+)["']`),
    ([, a, b]) => [`${say(a)} is not ${article(b)}`, `${say(a)} is ${article(b)}`],
  ],
  [rule(`Array\\.isArray\\((NAME)\\)`), ([, a]) => [`${say(a)} is an array`, `${say(a)} is not an array`]],
  [
    rule(`(?:len\\((NAME)\\)|(NAME)\\.length) (===?|!==?|<=?|>=?) (\\d+)`),
    ([, a, b, sign, n]) => both(`the length of ${say(a ?? b)}`, sign, n),
  ],
  [
    rule(`(NAME) not in (NAME|["'(\\[{].{1,40})`),
    ([, a, b]) => [`${say(a)} is not in ${words(b)}`, `${say(a)} is in ${words(b)}`],
  ],
  [
    rule(`(NAME) in (NAME|["'(\\[{].{1,40})`),
    ([, a, b]) => [`${say(a)} is in ${words(b)}`, `${say(a)} is not in ${words(b)}`],
  ],
  [
    rule(`(["'][^"']{1,20}["']) in (NAME)`),
    ([, a, b]) => [`${say(b)} contains ${words(a)}`, `${say(b)} lacks ${words(a)}`],
  ],
  [
    rule(`(NAME) % (\\w+) (===?|!==?) 0`),
    ([, a, n, sign]) =>
      sign?.startsWith("!")
        ? [`${say(a)} is not divisible by ${n}`, `${say(a)} is divisible by ${n}`]
        : [`${say(a)} is divisible by ${n}`, `${say(a)} is not divisible by ${n}`],
  ],
  [
    rule(`(NAME)\\.(?:startswith|startsWith)\\((["'].{1,12}["'])\\)`),
    ([, a, b]) => [`${say(a)} starts with ${words(b)}`, `${say(a)} does not start with ${words(b)}`],
  ],
  [
    rule(`(NAME)\\.(?:endswith|endsWith)\\((["'].{1,12}["'])\\)`),
    ([, a, b]) => [`${say(a)} ends with ${words(b)}`, `${say(a)} does not end with ${words(b)}`],
  ],
  [
    rule(`(NAME) (?:is) (True|False)`),
    ([, a, b]) => [`${say(a)} is ${b?.toLowerCase()}`, `${say(a)} is not ${b?.toLowerCase()}`],
  ],
  [
    rule(`(NAME) (===?|!==?|<=?|>=?) (-?[\\w.]+|["'][^"']{0,20}["'])`),
    ([, a, sign, b]) => both(say(a), sign, words(b)),
  ],
  [
    rule(`(NAME)\\.(?:startswith|startsWith)\\((NAME)\\)`),
    ([, a, b]) => [`${say(a)} starts with ${say(b)}`, `${say(a)} does not start with ${say(b)}`],
  ],
  [
    rule(`(NAME)\\.(?:endswith|endsWith)\\((NAME)\\)`),
    ([, a, b]) => [`${say(a)} ends with ${say(b)}`, `${say(a)} does not end with ${say(b)}`],
  ],
  [
    rule(`(?:\\w+\\.)*is_?([A-Za-z]\\w*)\\((NAME)\\)`),
    ([, f, a]) => [`${say(a)} is ${say(f).toLowerCase()}`, `${say(a)} is not ${say(f).toLowerCase()}`],
  ],
  [rule(`(NAME)\\((NAME)\\)`), ([, f, a]) => [`${say(f)} holds for ${say(a)}`, `${say(f)} fails for ${say(a)}`]],
  [rule(`(NAME)\\.(is[\\w]+|has[\\w]+)\\(\\)`), ([, a, f]) => [`${say(a)} ${say(f)}`, `${say(a)} not ${say(f)}`]],
  [rule(`(NAME)`), ([, a]) => [`${say(a)} is set`, `${say(a)} is not set`]],
];

/** The condition of a goal in words, without `when`, or null when words would not help. */
export function sayCondition(goal: Goal, unit: Unit): string | null {
  const condition = goal.condition
    .replace(/\s+/g, " ")
    .replace(/^\((.*)\)$/, "$1")
    .trim();
  if (condition === "" || condition.length > 60) return null;
  if (goal.arm === "body" || goal.arm === "exit") return sayLoop(condition, goal.arm);
  const positive = goal.arm === "true" || goal.arm === "right" || goal.arm === "case" || goal.arm === "then";
  const negative = goal.arm === "false" || goal.arm === "else" || goal.arm === "left";
  if (goal.arm === "case") return condition.length <= 30 ? `matching ${words(condition)}` : null;
  if (!positive && !negative) return null;
  const bare = /^(not |!)?\s*\(?([A-Za-z_$][\w$]*)\)?$/.exec(condition);
  if (bare) return sayTruth(bare[2] as string, positive !== (bare[1] !== undefined), unit);
  const negated = /^(?:not |!)\s*\(?([A-Za-z_$][\w$.]*\([^()]*\))\)?$/.exec(condition)?.[1];
  if (negated !== undefined) {
    const flipped = { ...goal, condition: negated, arm: positive ? "false" : "true" };
    return sayCondition(flipped, unit);
  }
  for (const [pattern, phrase] of RULES) {
    const found = pattern.exec(condition);
    if (found) return phrase([...found])[positive ? 0 : 1];
  }
  return null;
}

/** A bare name as a condition: what that means depends on what the name holds. */
function sayTruth(name: string, holds: boolean, unit: Unit): string {
  const all = unit.parameters.find((parameter) => parameter.name === name)?.shapes ?? [];
  const declared = all.filter(({ source }) => source === "annotation" || source === "checker" || source === "doc");
  const shapes = (declared.length > 0 ? declared : all).flatMap((shape) => [shape, ...(shape.options ?? [])]);
  const kinds = new Set(shapes.map((shape) => shape.kind));
  const items = ["list", "map", "set", "tuple", "record", "bytes"].some((kind) => kinds.has(kind as "list"));
  // A text that may also be left out is given or missing, however it is tested.
  const given = ["text", "callable", "instance", "path", "none"].some((kind) => kinds.has(kind as "text"));
  if (kinds.has("bool") && !given && !items) return `${say(name)} is ${holds ? "true" : "false"}`;
  if ((kinds.has("int") || kinds.has("float")) && !given && !items)
    return `${say(name)} is ${holds ? "not zero" : "zero"}`;
  if (kinds.has("text")) return `${say(name)} is ${holds ? "given" : kinds.has("none") ? "missing" : "empty"}`;
  if (items || /s$|text|string|items|list/.test(name)) return `${say(name)} is ${holds ? "not empty" : "empty"}`;
  return `${say(name)} is ${holds ? "given" : "missing"}`;
}

function sayLoop(condition: string, arm: string): string | null {
  const over =
    /^(?:for |const |let |var )?.*?\b(?:in|of) ([A-Za-z_][\w.]*)$/.exec(condition)?.[1] ??
    /^([A-Za-z_][\w.]*)$/.exec(condition)?.[1];
  if (over === undefined) return null;
  return arm === "body" ? `${say(over)} has items` : `${say(over)} runs out`;
}

function both(subject: string, sign: string | undefined, object: string | undefined): readonly [string, string] {
  const [yes, no] = SIGNS[sign ?? "=="] ?? ["is", "is not"];
  return [`${subject} ${yes} ${object}`, `${subject} ${no} ${object}`];
}

/** `self._maxItems` -> `max items`. */
function say(name: string | undefined): string {
  const bare = (name ?? "").replace(/^(?:self|this|cls)\./, "");
  return (
    bare
      .replace(/^_+|_+$/g, "")
      .replace(/[._$]+/g, " ")
      .trim() || bare
  );
}

function article(name: string | undefined): string {
  const word = (name ?? "").replace(/\s+/g, " ").replaceAll(", ", " or ");
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/** A literal or name on one line. */
function words(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function rule(source: string): RegExp {
  return new RegExp(`^${source.replaceAll("NAME", NAME)}$`);
}
