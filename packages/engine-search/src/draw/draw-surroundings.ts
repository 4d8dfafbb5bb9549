import type { Scenario, Shape, Surroundings } from "@autotest/core";
import { type Asked, isSet, namedIn, withoutDeaf } from "../ledger/asked.js";
import { kindOf } from "../values/value-kind.js";
import type { DrawContext } from "./draw-context.js";
import { drawFile } from "./draw-files.js";
import { drawText } from "./draw-text.js";
import { drawValue } from "./draw-value.js";

/** Moments worth trying, in seconds since 1970: a plain Monday noon, a leap day, the last second of a year, a Saturday morning, a round one. */
const MOMENTS: readonly number[] = [1_705_320_000, 1_709_208_000, 1_704_067_199, 1_718_433_000, 946_684_800];

/** Seconds between two looks at a counter: all of them exact in binary, so that sums are too. The first is taken as a rule. */
const TICKS: readonly number[] = [0.5, 2, 1.5, 60];

/** A UUID that nobody takes for a real one. */
const UUID = "12345678-1234-4234-8234-123456789abc";

const SWITCHES: readonly string[] = ["1", "0", "true", "false", "", "abc"];

/** Most words on a command line, and most lines of an input. */
const WORDS = 4;
const LINES = 3;

type Part = keyof Surroundings;

/** The scenario with all set around it that was asked for and is not set yet, so that it shows the same in every world. */
export function surround(given: Scenario, asked: Asked, context: DrawContext): Scenario {
  const { words } = asked;
  const scenario = withoutDeaf(given, asked);
  if (words.size === 0) return scenario;
  let found: Surroundings = scenario.surroundings ?? {};
  for (const word of words) {
    if (isSet(word, found)) continue;
    const named = namedIn(word);
    if (named === null) found = { ...found, ...drawPart(word as Part, context) };
    else if (named.part === "state") found = { ...found, state: { ...found.state, ...drawState(named.name, context) } };
    else found = { ...found, environment: { ...found.environment, [named.name]: drawVariable(named.name, context) } };
  }
  return { ...scenario, surroundings: found };
}

/** A neighbour: one part drawn anew, or a word more or less on the command line. */
export function mutateSurroundings(surroundings: Surroundings, context: DrawContext): Surroundings {
  const { random } = context;
  const part = random.pick(Object.keys(surroundings)) as Part;
  const { environment, files, state, arguments: words } = surroundings;
  if (part === "environment" && environment !== undefined) {
    const name = random.pick(Object.keys(environment)) as string;
    return { ...surroundings, environment: { ...environment, [name]: drawVariable(name, context) } };
  }
  if (part === "state" && state !== undefined) {
    const name = random.pick(Object.keys(state)) as string;
    return { ...surroundings, state: { ...state, ...drawState(name, context) } };
  }
  if (part === "files" && files !== undefined) {
    const path = random.pick(Object.keys(files));
    if (path === undefined) return surroundings;
    return { ...surroundings, files: { ...files, [path]: random.next() < 0.2 ? null : drawFile(path, context) } };
  }
  if (part === "arguments" && words !== undefined && random.next() < 0.7) {
    const at = random.below(words.length + 1);
    if (words.length >= WORDS || (words.length > 0 && random.next() < 0.3))
      return { ...surroundings, arguments: words.filter((_, index) => index !== at % words.length) };
    return { ...surroundings, arguments: [...words.slice(0, at), drawWord(context), ...words.slice(at)] };
  }
  return { ...surroundings, ...drawPart(part, context) };
}

function drawPart(part: Part, context: DrawContext): Surroundings {
  const { random } = context;
  switch (part) {
    case "arguments":
      return { arguments: Array.from({ length: random.below(WORDS) }, () => drawWord(context)) };
    case "input":
      return { input: Array.from({ length: random.below(LINES + 1) }, () => `${drawText({}, context)}\n`).join("") };
    case "now":
      return { now: random.pick(MOMENTS) as number };
    case "tick":
      return { tick: random.next() < 0.7 ? (TICKS[0] as number) : (random.pick(TICKS) as number) };
    case "chance":
      return { chance: random.below(10) };
    case "uuid":
      return { uuid: UUID };
    case "environment":
    case "files":
    case "state":
      return {};
  }
}

/** A word of a command line: a flag that stands in the code, with or without a value, or any text. */
function drawWord(context: DrawContext): string {
  const { random, pools } = context;
  const flags = pools.texts.filter((text) => /^--?[A-Za-z]/.test(text));
  if (flags.length === 0 || random.next() < 0.4) return withoutNull(drawText({}, context));
  const flag = random.pick(flags) as string;
  return flag.startsWith("--") && random.next() < 0.2 ? withoutNull(`${flag}=${drawText({}, context)}`) : flag;
}

function drawVariable(name: string, context: DrawContext): string | null {
  const { random } = context;
  const dice = random.next();
  if (dice < 0.25) return null;
  return dice < 0.65 ? (random.pick(SWITCHES) as string) : withoutNull(drawText({ name }, context));
}

/** What the variable held at first, as often as not, or something of its kind. */
function drawState(name: string, context: DrawContext): NonNullable<Surroundings["state"]> {
  const variable = context.state?.[name];
  if (variable === undefined) return {};
  const { value, shapes } = variable;
  const kind = kindOf(value);
  // What has a class of its own, such as a `defaultdict`, keeps it.
  if (context.random.next() < 0.5 || kind === "instance") return { [name]: value };
  const shape: Shape = { kind: kind === "record" ? "map" : isKept(kind) ? kind : "unknown", source: "usage" };
  return { [name]: drawValue(shapes[0] ?? shape, name, context, 1) };
}

/** Kinds of first values that are a hint at what comes later. `None` and an empty text are often none. */
const KEPT = ["list", "set", "map", "bool", "int", "float"] as const;

function isKept(kind: string): kind is (typeof KEPT)[number] {
  return KEPT.some((one) => one === kind);
}

/** No system takes a null character on a command line or in a variable. */
function withoutNull(text: string): string {
  return text.replaceAll("\0", "");
}
