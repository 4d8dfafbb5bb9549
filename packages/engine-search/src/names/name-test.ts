import type { Assertion, Framework, Goal, Language, Scenario, Unit } from "@autotest/core";
import { PLAIN_SCOPE } from "../values/printable.js";
import { decidingGoals } from "./decide-goal.js";
import { sayCondition } from "./say-condition.js";
import { sayCalls, sayEnding, sayPath, sayProperty, sayRelation } from "./say-property.js";
import { saySurroundings } from "./say-surroundings.js";
import { sayReturned, short, typeName, type Voice } from "./say-value.js";
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
  const voice: Voice = {
    print: (value) => language.print(value, PLAIN_SCOPE).replace(/\s+/g, " "),
    spells: names !== "texts",
  };
  const choices = tests.map((test) =>
    titlesOf(
      test,
      tests.filter((other) => other.unit === test.unit),
      voice,
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
  voice: Voice,
  kept: (title: string) => string,
): readonly string[] {
  const behaviour = behaviourOf(test.assertions, voice, 26);
  const conditions = decidingGoals(test, siblings)
    .map((goal) => sayCondition(goal, test.unit))
    .filter((each) => each !== null)
    .map((each) => (voice.spells ? withSpelledSigns(each) : each));
  const [deciding, second] = [...new Set(conditions)];
  const given = argumentsOf(test.scenario, voice);
  const whole = argumentsOf(test.scenario, voice, WIDE);
  const spelled = voice.spells ? spell(given) : given;
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

function behaviourOf(assertions: readonly Assertion[], voice: Voice, room: number): string {
  const [first] = assertions;
  if (!first) return "completes";
  switch (first.kind) {
    case "returns":
      return sayReturned(first.value, voice, room);
    case "raises":
      return `raises ${first.type}`;
    case "type":
      return `returns ${/^[AEIOU]/i.test(typeName(first.ref)) ? "an" : "a"} ${typeName(first.ref)}`;
    case "length":
      return `returns ${first.length} elements`;
    case "field":
      return sayField(first, short(first.value, voice, room));
    case "relates":
      return sayRelation(first.relation);
    case "argument":
      return first.unchanged ? "leaves its argument as it is" : "changes its argument";
    case "variable":
      return `changes ${first.name}`;
    case "state":
      return `changes ${first.name}`;
    case "file":
      return `writes ${first.path}`;
    case "prints":
      return `prints ${short(first.text, voice, room)}`;
    case "completes":
      return "completes";
  }
}

function sayField({ on, name, unchanged }: Extract<Assertion, { kind: "field" }>, value: string): string {
  const path = sayPath(name);
  if (on === "result") return `has ${path} ${value}`;
  return unchanged ? `leaves ${path} at ${value}` : `sets ${path} to ${value}`;
}

/** The arguments of the act as a reader would list them. */
function argumentsOf(scenario: Scenario, voice: Voice, room = 24): string {
  const { act } = scenario;
  const around = saySurroundings(scenario.surroundings, (value) => short(value, voice, 20));
  if (act.kind === "get") return [receiverOf(scenario, voice), ...around].filter(Boolean).join(", ");
  const positional = act.args.map((value) => short(value, voice, room));
  const named =
    "kwargs" in act
      ? Object.entries(act.kwargs ?? {}).map(([name, value]) => `${name} ${short(value, voice, 20)}`)
      : [];
  const given = [...positional, ...named, ...around].join(", ");
  return given === "" ? receiverOf(scenario, voice) : given;
}

function receiverOf(scenario: Scenario, voice: Voice): string {
  const [first] = scenario.arrange;
  if (!first || !("call" in first) || !("args" in first.call)) return "";
  const values = [...first.call.args, ...("kwargs" in first.call ? Object.values(first.call.kwargs ?? {}) : [])];
  return values.map((value) => short(value, voice, 20)).join(", ");
}

function stepsOf(scenario: Scenario): string {
  const names = scenario.arrange
    .slice(1)
    .flatMap((step) => ("call" in step && "name" in step.call ? [step.call.name] : []));
  if (names.length > 0) return ` after ${[...new Set(names)].join(" and ")}`;
  return "on" in scenario.act ? " on a new instance" : "";
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
