import type { Assertion, Framework, Goal, Language, Scenario, Unit, Value } from "@autotest/core";
import { PLAIN_SCOPE } from "../values/printable.js";
import { isList, isRecord, isTagged, lengthOf } from "../values/value-kind.js";
import { decidingGoals } from "./decide-goal.js";
import { sayCondition } from "./say-condition.js";
import { sayCalls, sayEnding, sayPath, sayProperty, sayRelation } from "./say-property.js";
import { saySurroundings } from "./say-surroundings.js";
import { spell, withSpelledSigns } from "./spell-signs.js";

/** Longest title. */
const LONGEST = 80;

/** More than one title has forms. */
const MOST_FORMS = 24;

/** Longest error message that becomes part of a title. */
const MESSAGE_ROOM = 56;

/** Room for an argument where less does not tell tests apart. */
const WIDE = 56;

/** The end of an identifier that leaves out what its title says last. */
const OPEN_END = /_(?:for|when|and|is|has|not|contains|lacks|with)$/;

/** What a title may be made of. */
export interface Nameable {
  readonly unit: Unit;
  readonly scenario: Scenario;
  readonly assertions: readonly Assertion[];
  /** Every open goal it meets. */
  readonly hit: readonly Goal[];
}

/** Titles in plain words, behaviour first, distinct within a unit by all that the names of tests keep of them, in the order of `tests`. */
export function nameTests(
  tests: readonly Nameable[],
  language: Language,
  names?: Framework["testNames"],
): readonly string[] {
  const kept = names === "texts" ? (title: string) => title : slug;
  const choices = tests.map((test) =>
    titlesOf(
      test,
      tests.filter((other) => other.unit === test.unit),
      language,
      kept,
    ),
  );
  const taken = new Map<string, Set<string>>();
  const level = tests.map(() => 0);
  // A title is raised to its next, longer form as long as another test of the unit would have the same name.
  for (let changed = true, rounds = 0; changed && rounds < MOST_FORMS; rounds++) {
    changed = false;
    const groups = new Map<string, number[]>();
    tests.forEach((test, at) => {
      const key = `${test.unit.name} ${kept(choices[at]?.[level[at] as number] as string)}`;
      groups.set(key, [...(groups.get(key) ?? []), at]);
    });
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      for (const at of group) {
        if ((level[at] as number) >= (choices[at] as readonly string[]).length - 1) continue;
        level[at] = (level[at] as number) + 1;
        changed = true;
      }
    }
  }
  return tests.map((test, at) => {
    const used = taken.get(test.unit.name) ?? new Set<string>();
    taken.set(test.unit.name, used);
    const forms = choices[at] as readonly string[];
    const title = [forms[level[at] as number] as string, ...forms, ...letters(forms[0] as string)].find(
      (each) => !used.has(kept(each)),
    ) as string;
    used.add(kept(title));
    return title;
  });
}

/** What is left of a title in an identifier. */
export function slug(title: string): string {
  return title
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .toLowerCase();
}

/** Forms of a title from the shortest to the most explicit. */
function titlesOf(
  test: Nameable,
  siblings: readonly Nameable[],
  language: Language,
  kept: (title: string) => string,
): readonly string[] {
  const behaviour = behaviourOf(test.assertions, language, 26);
  const conditions = decidingGoals(test, siblings)
    .map((goal) => sayCondition(goal, test.unit))
    .filter((each) => each !== null)
    .map((each) => (kept === slug ? withSpelledSigns(each) : each));
  const [deciding, second] = [...new Set(conditions)];
  const given = argumentsOf(test.scenario, language);
  const whole = argumentsOf(test.scenario, language, WIDE);
  const spelled = kept === slug ? spell(given) : given;
  const when = deciding === undefined ? "" : ` when ${deciding}`;
  const said = messageOf(test.assertions);
  const property = [sayProperty, sayEnding, sayCalls].map((say) => say(test.scenario, test.assertions)).find(Boolean);
  const forms = [
    property ?? "",
    said === null ? "" : `${behaviour}: ${said}`,
    deciding === undefined && given !== "" ? `${behaviour} for ${given}` : `${behaviour}${when}`,
    second === undefined ? "" : `${behaviour}${when} and ${second}`,
    given === "" ? "" : `${behaviour} for ${given}${when}`,
    given === "" ? "" : `${behaviour} for ${given}`,
    given === "" ? "" : `${behaviour} for ${whole}`,
    given === "" ? "" : `${behaviour} for ${spelled}`,
    `${behaviour}${when}${stepsOf(test.scenario)}`,
    `${behaviour} for ${spelled}${stepsOf(test.scenario)}`,
  ];
  // Signs alone leave nothing of what they stand for in an identifier.
  const fitting = [...forms.map(wholeClauses), ...forms.map(cut)].filter(
    (form) => form !== "" && !OPEN_END.test(kept(form)),
  );
  if (fitting.length === 0) fitting.push(behaviour);
  return [...new Set(fitting)];
}

/** The message of an expected error, where it is short and made of words: nothing says better what is wrong. */
function messageOf(assertions: readonly Assertion[]): string | null {
  const message = assertions[0]?.kind === "raises" ? assertions[0].message?.trim().replace(/[.:]$/, "") : undefined;
  if (message === undefined || message.length > MESSAGE_ROOM || /[\r\n]/.test(message)) return null;
  return (message.match(/[A-Za-z]{2,}/g) ?? []).length >= 2 ? message : null;
}

function behaviourOf(assertions: readonly Assertion[], language: Language, room: number): string {
  const [first] = assertions;
  if (!first) return "completes";
  switch (first.kind) {
    case "returns":
      return sayReturned(first.value, language, room);
    case "raises":
      return `raises ${first.type}`;
    case "type":
      return `returns ${/^[AEIOU]/i.test(typeName(first.ref)) ? "an" : "a"} ${typeName(first.ref)}`;
    case "length":
      return `returns ${first.length} elements`;
    case "field":
      return sayField(first, short(first.value, language, room));
    case "relates":
      return sayRelation(first.relation);
    case "argument":
      return first.unchanged ? "leaves its argument as it is" : "changes its argument";
    case "variable":
      return `changes ${first.name}`;
    case "file":
      return `writes ${first.path}`;
    case "prints":
      return `prints ${short(first.text, language, room)}`;
    case "completes":
      return "completes";
  }
}

function sayField({ on, name, unchanged }: Extract<Assertion, { kind: "field" }>, value: string): string {
  const path = sayPath(name);
  if (on === "result") return `has ${path} ${value}`;
  return unchanged ? `leaves ${path} at ${value}` : `sets ${path} to ${value}`;
}

/** The bare name of a class; that of functions as the word it is. */
function typeName(ref: string): string {
  const name = ref.slice(Math.max(ref.lastIndexOf("."), ref.lastIndexOf(":")) + 1);
  return name === "Function" ? "function" : name;
}

function sayReturned(value: Value, language: Language, room: number): string {
  const text = language.print(value, PLAIN_SCOPE).replace(/\s+/g, " ");
  if (value === "") return "returns empty text";
  if (text.length <= room && /[A-Za-z0-9]/.test(text)) return `returns ${minus(text)}`;
  if (typeof value === "string")
    return /^[\x20-\x7e]{1,60}$/.test(value) && /\w/.test(value)
      ? `returns text like ${minus(value.slice(0, 16).trim())}`
      : "returns text";
  return `returns ${sayKind(value)}`;
}

/** What a value is, where it is too long to be shown: `a list of 3`, `a date`, `a Money`. */
function sayKind(value: Value): string {
  const noun = nounFor(value);
  const article = /^[aeiou]/i.test(noun) ? "an" : "a";
  const length = lengthOf(value);
  if (length === 0) return `an empty ${noun}`;
  return length === null ? `${article} ${noun}` : `${article} ${noun} of ${length}`;
}

function nounFor(value: Value): string {
  if (isList(value)) return "list";
  if (isRecord(value)) return "record";
  if (!isTagged(value)) return typeof value;
  return value.$ === "new" ? typeName(value.ref) : value.$;
}

function short(value: Value, language: Language, room: number): string {
  const text = language.print(value, PLAIN_SCOPE).replace(/\s+/g, " ");
  if (value === "") return "empty text";
  if (typeof value === "string" && value.trim() === "") return "blank text";
  if (typeof value === "string" && value.length <= 4 && !/[A-Za-z0-9]/.test(value)) return spell(value);
  if (text.length <= room) return minus(text);
  return typeof value === "string" ? minus(value.slice(0, room - 4)).trim() : sayKind(value);
}

/** The arguments of the act as a reader would list them. */
function argumentsOf(scenario: Scenario, language: Language, room = 24): string {
  const { act } = scenario;
  const around = saySurroundings(scenario.surroundings, (text) => short(text, language, 20));
  if (act.kind === "get") return [receiverOf(scenario, language), ...around].filter(Boolean).join(", ");
  const positional = act.args.map((value) => short(value, language, room));
  const named =
    "kwargs" in act
      ? Object.entries(act.kwargs ?? {}).map(([name, value]) => `${name} ${short(value, language, 20)}`)
      : [];
  const given = [...positional, ...named, ...around].join(", ");
  return given === "" ? receiverOf(scenario, language) : given;
}

function receiverOf(scenario: Scenario, language: Language): string {
  const [first] = scenario.arrange;
  if (!first || !("call" in first) || !("args" in first.call)) return "";
  const values = [...first.call.args, ...("kwargs" in first.call ? Object.values(first.call.kwargs ?? {}) : [])];
  return values.map((value) => short(value, language, 20)).join(", ");
}

function stepsOf(scenario: Scenario): string {
  const names = scenario.arrange
    .slice(1)
    .flatMap((step) => ("call" in step && "name" in step.call ? [step.call.name] : []));
  if (names.length > 0) return ` after ${[...new Set(names)].join(" and ")}`;
  return "on" in scenario.act ? " on a new instance" : "";
}

function minus(text: string): string {
  return text.replace(/(^|[[(,:\s])-(?=\d)/g, "$1minus ");
}

function onOneLine(title: string): string {
  return title
    .replace(/[\x00-\x1f\x7f]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A title that is too long, without its last clauses: half of one says nothing. Empty where none would be left. */
function wholeClauses(title: string): string {
  const clean = onOneLine(title);
  if (clean.length <= LONGEST) return clean;
  const ends = [...clean.matchAll(/ (?:when|and|for) /g)].map(({ index }) => index).slice(1);
  return clean.slice(0, ends.findLast((end) => end <= LONGEST) ?? 0);
}

function cut(title: string): string {
  const clean = onOneLine(title);
  if (clean.length <= LONGEST) return clean;
  const shorter = clean.slice(0, LONGEST);
  return shorter.slice(0, Math.max(40, shorter.lastIndexOf(" "))).trim();
}

/** The last resort for tests that no words tell apart. */
function letters(title: string): readonly string[] {
  const base = cut(title).slice(0, LONGEST - 14);
  return [..."abcdefghijklmnopqrstuvwxyz"].flatMap((one) => [
    `${base}, variant ${one}`,
    ...[..."abcdefghijklmnopqrstuvwxyz"].map((two) => `${base}, variant ${one}${two}`),
  ]);
}
