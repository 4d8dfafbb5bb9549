import type { Finding, Language, Observation, Scenario, Shape, SourceFile, Unit, Value } from "@autotest/core";
import { digest } from "../ledger/digest.js";
import { lastName } from "../ledger/find-targets.js";
import { LEAKS } from "../ledger/leak.js";
import type { Ledger, Witness } from "../ledger/ledger.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isList, isTagged, kindOf, numberIn } from "../values/value-kind.js";
import { slotsOf } from "../values/value-slots.js";
import { weighScenario } from "../values/weigh-value.js";
import { printScenario } from "./print-scenario.js";

/** Where text is made for people, `None` and `nan` only get into it by mistake too. */
const PLAIN_LEAKS = /\bundefined\b|\[object Object\]|\bNaN\b|\bNone|\bnan\b/;

/** Largest number an argument may hold for a dry tank to be the code's fault. */
const LARGE = 100;

/** Undeclared errors and endless runs on arguments that fit everything the code says about them, once per unit and error. */
export function findUndeclared(ledger: Ledger, file: SourceFile, language: Language): readonly Finding[] {
  const best = new Map<string, Witness>();
  for (const witness of ledger.troubles.values()) {
    const { outcome } = witness.observation;
    const { unit } = witness.target;
    const endless = outcome.kind === "stopped" && outcome.why === "fuel" && isSmall(witness.scenario);
    const crash = outcome.kind === "stopped" && outcome.why === "crash";
    const undeclared =
      outcome.kind === "raised" && witness.worth === "undeclared" && isBlunder(outcome.type, outcome.message);
    if (!endless && !crash && !undeclared) continue;
    // What is given around a unit has no types that it could fit.
    if (!crash && witness.scenario.surroundings) continue;
    if (!crash && (unit.private || !fitsUnit(witness.scenario, unit) || unit.parameters.length === 0)) continue;
    const key = `${unit.name} ${outcome.kind === "raised" ? outcome.type : outcome.kind === "stopped" ? outcome.why : ""}`;
    const earlier = best.get(key);
    if (!earlier || weighScenario(witness.scenario) < weighScenario(earlier.scenario)) best.set(key, witness);
  }
  return [...best.values()].map((witness) => {
    const { outcome } = witness.observation;
    const { unit } = witness.target;
    if (outcome.kind === "raised") {
      const message = `${unit.name} raises ${outcome.type} (${outcome.message.slice(0, 120)}) on arguments that fit its declared types, and neither declares nor documents it`;
      return finding("suspected-bug", message, witness, file, language, outcome.line);
    }
    const crash = outcome.kind === "stopped" && outcome.why === "crash";
    const message = crash
      ? `${unit.name} ends the whole process`
      : `${unit.name} does not end on small arguments that fit its declared types`;
    return finding(crash ? "crash" : "suspected-bug", message, witness, file, language, 0);
  });
}

/** What looks wrong about a result, in words, or null. The test is kept out of the suite then. */
export function suspectResult(observation: Observation, scenario: Scenario, unit: Unit): string | null {
  const { outcome } = observation;
  if (outcome.kind !== "returned") return null;
  const { value } = outcome;
  const name = lastName(unit.name);
  const inputs = slotsOf(scenario).map((slot) => slot.value);
  if (
    isTagged(value) &&
    value.$ === "float" &&
    /nan|inf/.test(value.v) &&
    !inputs.some(isExtreme) &&
    fitsUnit(scenario, unit)
  )
    return `returns ${value.v} for ordinary numbers`;
  if (typeof value === "string") {
    const words = /^__|repr|str$|^(?:to_?)?string$|json/i.test(name) ? LEAKS : PLAIN_LEAKS;
    const leak = words.exec(value)?.[0];
    if (
      leak !== undefined &&
      !unit.constants.some((constant) => typeof constant === "string" && constant.includes(leak)) &&
      !inputs.some((input) => typeof input === "string" && input.includes(leak)) &&
      fitsUnit(scenario, unit)
    )
      return `returns text that contains "${leak}"`;
  }
  const predicate = /^(?:is|has|can|should)(?:_|[A-Z])/.test(name);
  if (predicate && outcome.via === "call" && kindOf(value) !== "bool" && fitsUnit(scenario, unit))
    return `is named like a question but returns ${kindOf(value)}`;
  const number = numberIn(value);
  if (number !== null && number < 0 && /(?:^|_)(?:length|count|size)$|Length$|Count$|Size$/.test(name))
    return "returns a negative length or count";
  if (
    /^(?:sort|sorted)(?:_|[A-Z]|$)/.test(name) &&
    isList(value) &&
    !isOrdered(value) &&
    inputs.every((input) => kindOf(input) !== "callable")
  )
    return "returns a list that is not in order";
  const strong =
    unit.returns && (unit.returns.source === "annotation" || unit.returns.source === "checker")
      ? unit.returns
      : undefined;
  if (strong && outcome.via === "call" && fitsUnit(scenario, unit) && contradicts(value, strong))
    return `returns ${kindOf(value)} although it is declared to return ${unit.returnAnnotation ?? strong.kind}`;
  return null;
}

/** A finding with a printed reproduction. */
export function finding(
  kind: Finding["kind"],
  message: string,
  witness: Pick<Witness, "target" | "scenario">,
  file: SourceFile,
  language: Language,
  line: number,
): Finding {
  const { unit } = witness.target;
  return {
    id: digest(kind, file.path, unit.name, message),
    kind,
    path: file.path,
    unit: unit.name,
    line: line > 0 ? line : unit.span.line,
    message,
    scenario: witness.scenario,
    reproduction: printScenario(witness.scenario, language),
  };
}

/** Objects of these classes have whatever somebody put there: that they are of the class says nothing of what they hold. */
const BAG = /^'(?:Simple)?Namespace' object has no attribute/;

/** Errors that say the code is wrong rather than the input: a decoder may well refuse a text, nobody means to index past the end. */
function isBlunder(type: string, message: string): boolean {
  const calledWrongly =
    /multiple values for|unexpected keyword|required positional|positional argument|required keyword/.test(message);
  return (
    !calledWrongly &&
    !BAG.test(message) &&
    /^(?:TypeError|AttributeError|IndexError|KeyError|ZeroDivisionError|NameError|UnboundLocalError|ReferenceError|RecursionError)$/.test(
      type,
    )
  );
}

/** No argument so large that long work is only to be expected. */
export function isSmall(scenario: Scenario): boolean {
  return slotsOf(scenario).every(
    ({ value }) => Math.abs(numberIn(value) ?? 0) <= LARGE && (typeof value !== "string" || value.length <= 40),
  );
}

function isExtreme(value: Value): boolean {
  const number = numberIn(value);
  return (isTagged(value) && value.$ === "float" && number === null) || (number !== null && Math.abs(number) > 1e15);
}

function isOrdered(items: readonly Value[]): boolean {
  const numbers = items.map(numberIn);
  if (numbers.some((number) => number === null)) return true;
  const up = numbers.every((number, at) => at === 0 || (numbers[at - 1] as number) <= (number as number));
  return up || numbers.every((number, at) => at === 0 || (numbers[at - 1] as number) >= (number as number));
}

/** True only when the value is surely of another kind than declared. */
function contradicts(value: Value, shape: Shape): boolean {
  const kind = kindOf(value);
  switch (shape.kind) {
    case "bool":
    case "text":
    case "bytes":
      return kind !== shape.kind && kind !== "instance" && kind !== "other";
    case "int":
      // A float where an integer is declared; languages with one number type have none that is tagged.
      if (isTagged(value) && value.$ === "float") return true;
      return kind === "text" || kind === "list" || kind === "nothing" || kind === "record";
    case "float":
      return kind === "text" || kind === "list" || kind === "nothing" || kind === "record";
    case "map":
    case "record":
    case "set":
    case "tuple":
      return kind === "text" || kind === "int" || kind === "float" || kind === "nothing" || kind === "bool";
    case "list":
      return kind === "text" || kind === "int" || kind === "nothing" || kind === "bool";
    case "union":
      return (shape.options ?? []).length > 0 && (shape.options ?? []).every((option) => contradicts(value, option));
    case "none":
      return kind !== "nothing" && kind !== "other";
    default:
      return false;
  }
}
