import type { Assertion, Change, Language, Observation, Outcome, Value, Via } from "@autotest/core";
import type { Target } from "../ledger/find-targets.js";
import { fieldPaths, telling, valueAt } from "../values/field-paths.js";
import { isGivenIterator } from "../values/given-function.js";
import { isApproximate, isPrintable } from "../values/printable.js";
import { isNothing, isTagged, keyOf, lengthOf } from "../values/value-kind.js";
import type { Habits } from "./habits.js";
import { hangsOnMachine, holdsNumber, isMoving } from "./moving.js";
import type { FieldsBefore } from "./observe-before.js";
import { carriedAssertions, raisedAssertion } from "./raised-assertions.js";
import { movingAssertions, relationAssertions } from "./relate-results.js";
import type { Proven } from "./run-oracles.js";
import { fileAssertions } from "./written-files.js";

/** Most assertions of one test, and most fields among them. */
const USUAL: Limits = { assertions: 4, fields: 3 };

/** How much one test may assert. */
export interface Limits {
  readonly assertions: number;
  readonly fields: number;
}

/** What a test may assert, or why it may assert nothing. */
export type Choice =
  | { readonly kind: "assert"; readonly assertions: readonly Assertion[] }
  | { readonly kind: "unstable" | "unusable"; readonly reason: string };

/** Assertions that held in every world: the exact value when it can be read, otherwise narrower facts. */
export function chooseAssertion(
  proven: Proven,
  before: FieldsBefore,
  language: Language,
  habits: Habits,
  limits: Limits = USUAL,
): Choice {
  const { observations, chosen } = proven;
  const [first] = observations;
  if (!first || observations.length < 2) return { kind: "unusable", reason: "it could not be run again" };
  const stopped = observations.find((each) => each.outcome.kind === "stopped");
  if (stopped?.outcome.kind === "stopped")
    return { kind: "unusable", reason: `it was stopped (${stopped.outcome.why}): ${stopped.outcome.detail}` };
  if (observations.some((each) => each.blocked.length > 0))
    return { kind: "unusable", reason: `it tries to ${first.blocked[0] ?? "reach the outside"}` };
  if (new Set(observations.map(endingOf)).size > 1) return { kind: "unstable", reason: unstableReason(observations) };
  const { outcome } = first;
  const documented = chosen.witness.example === "kept";
  if (outcome.kind === "raised")
    return {
      kind: "assert",
      assertions: withBasis(
        [raisedAssertion(outcome, observations), ...(limits === USUAL ? [] : carriedAssertions(observations))],
        documented ? "example" : null,
      ),
    };
  if (outcome.kind === "stopped") return { kind: "unusable", reason: outcome.detail };
  // What answers goes through an iterator for its answer: that says what was taken, unless a mutant asks for more.
  const isTold = limits !== USUAL || (!habits.answers && isNothing(outcome.value));
  const effects = effectAssertions(chosen.witness.target, before, outcome.via, observations, language, limits).filter(
    (one) => isTold || one.kind !== "argument" || !isGivenIterator(chosen.witness.scenario, one.index),
  );
  const says = {
    language,
    sayNothing: habits.answers || effects.length === 0,
    limits,
    writes: chosen.witness.target.unit.writes,
  };
  const results = resultAssertions(outcome, observations, says);
  const shown = chosen.witness.example === "property" ? "property" : documented ? "example" : null;
  const step = chosen.witness.scenario.arrange.at(-1);
  const { made } = chosen.witness;
  // A property alone says too little: what came in between is stated as well.
  const between: readonly Assertion[] =
    step?.name !== undefined && made !== undefined && isPrintable(made, language) && !isApproximate(made)
      ? [{ basis: "observed", kind: "variable", name: step.name, value: made, via: outcome.via }]
      : [];
  const given = relationAssertions(chosen.witness, results, observations, habits);
  const after = withBasis(effects, shown === "property" ? shown : null);
  const assertions = [...given, ...withBasis(results, shown), ...between, ...after].slice(0, limits.assertions);
  if (assertions.length > 0) return { kind: "assert", assertions };
  const values = new Set(
    observations.map((each) => (each.outcome.kind === "returned" ? keyOf(each.outcome.value) : "")),
  );
  if (values.size > 1 && !isTagged(outcome.value)) return { kind: "unstable", reason: unstableReason(observations) };
  return { kind: "assert", assertions: [{ basis: "observed", kind: "completes", via: outcome.via }] };
}

/** What a person said about the result, and came true, is more than an observation. */
function withBasis(assertions: readonly Assertion[], basis: "example" | "property" | null): readonly Assertion[] {
  return basis === null ? assertions : assertions.map((each) => ({ ...each, basis }));
}

function endingOf({ outcome }: Observation): string {
  return outcome.kind === "raised" ? `raised ${outcome.type}` : outcome.kind;
}

function unstableReason(observations: readonly Observation[]): string {
  const sources = [...new Set(observations.flatMap((each) => each.unstable))];
  return sources.length > 0 ? `its result depends on ${sources.join(" and ")}` : "its result changes from run to run";
}

/** How results are spoken of. */
interface Says {
  readonly language: Language;
  /** Whether returning nothing is a statement. */
  readonly sayNothing: boolean;
  readonly limits: Limits;
  /** Fields that the unit sets, worth more than the others. */
  readonly writes: readonly string[];
}

function resultAssertions(
  outcome: Extract<Outcome, { kind: "returned" }>,
  observations: readonly Observation[],
  says: Says,
): readonly Assertion[] {
  const { language, sayNothing, limits } = says;
  const values = observations.map((each) => (each.outcome.kind === "returned" ? each.outcome.value : null));
  const { value, via } = outcome;
  const stable = values.every((each) => keyOf(each) === keyOf(value));
  const nothing = isNothing(value);
  if (nothing && !sayNothing) return [];
  if (outcome.more)
    return stable && isPrintable(value, language) ? [{ basis: "observed", kind: "returns", value, via }] : [];
  if (isTagged(value) && value.$ === "object")
    return objectAssertions(values, value, via, isMoving(observations), says);
  if (isTagged(value) && value.$ === "opaque" && value.ref !== undefined) {
    const isSame = values.every((each) => isTagged(each) && each.$ === "opaque" && each.ref === value.ref);
    return isSame ? [{ basis: "observed", kind: "type", ref: value.ref, via }] : [];
  }
  // A frozen clock makes an elapsed time look stable; what is counted while time or chance was asked is not believed.
  if (isMoving(observations) && (holdsNumber(value) || !stable))
    return hangsOnMachine(observations) ? [] : movingAssertions(values, via, language);
  if (stable && isPrintable(value, language)) return nothing && !sayNothing ? [] : [exact(value, via)];
  const lengths = new Set(values.map(lengthOf));
  const length = lengthOf(value);
  const countable = typeof value === "string" || Array.isArray(value) || (isTagged(value) && value.$ !== "new");
  if (!countable || length === null || lengths.size > 1 || length === 0) return [];
  const fewer = { ...says, limits: { ...limits, fields: limits.fields - 1 } };
  const inside = fieldAssertions(values, via, isMoving(observations), fewer);
  return [{ basis: "observed", kind: "length", length, via }, ...inside];
}

function exact(value: Value, via: Via): Assertion {
  return isApproximate(value)
    ? { basis: "observed", kind: "returns", value, via, approximate: true }
    : { basis: "observed", kind: "returns", value, via };
}

function objectAssertions(
  values: readonly Value[],
  value: Extract<Value, { readonly $: "object" }>,
  via: Via,
  moving: boolean,
  says: Says,
): readonly Assertion[] {
  const found: Assertion[] = [];
  if (value.ref !== undefined) found.push({ basis: "observed", kind: "type", ref: value.ref, via });
  return [...found, ...fieldAssertions(values, via, moving, says)];
}

/** Fields that the unit sets come first: they are what it is about. */
function fieldAssertions(
  values: readonly Value[],
  via: Via,
  moving: boolean,
  { language, limits, writes }: Says,
): readonly Assertion[] {
  const fields = stableFields(values, language, moving, limits !== USUAL);
  const [set = [], other = []] = [true, false].map((isSet) =>
    fields.filter(([name]) => writes.includes(rootOf(name)) === isSet),
  );
  return [...set, ...other].slice(0, limits.fields).map(([name, field]) => ({
    basis: "observed",
    kind: "field",
    on: "result",
    name,
    value: field,
    via,
    ...(isApproximate(field) ? { approximate: true } : {}),
  }));
}

/** The field a way starts at. */
function rootOf(path: string): string {
  return /^\w*/.exec(path)?.[0] ?? path;
}

/** Public fields that had one printable value in every world; with `lengths` also how many their lists hold. */
function stableFields(
  values: readonly Value[],
  language: Language,
  moving: boolean,
  lengths: boolean,
): readonly (readonly [string, Value])[] {
  const objects = values.map((value) => fieldPaths(value, (part) => isPrintable(part, language), lengths));
  const [first] = objects;
  return [...(first ?? [])]
    .filter(([name, field]) => objects.every((fields) => keyOf(fields.get(name)) === keyOf(field)))
    .filter(([, field]) => isPrintable(field, language) && !(moving && holdsNumber(field)));
}

function effectAssertions(
  target: Target,
  before: FieldsBefore,
  via: Via,
  observations: readonly Observation[],
  language: Language,
  limits: Limits,
): readonly Assertion[] {
  const [first] = observations as readonly [Observation];
  const found: Assertion[] = [];
  for (const change of first.changed) {
    if (change.kind === "file") {
      found.push(...fileAssertions(change, via, observations, language));
      continue;
    }
    const same = observations.map((each) =>
      valueIn(each.changed.find((other) => keyOf({ ...other, value: 0 }) === keyOf({ ...change, value: 0 }))),
    );
    if (same.some((value) => value === undefined)) continue;
    const values = same as readonly Value[];
    const stable = values.every((value) => keyOf(value) === keyOf(change.value));
    if (change.kind === "argument" && stable && isPrintable(change.value, language))
      found.push({ basis: "observed", kind: "argument", index: change.index, value: change.value, via });
    if (change.kind === "state" && stable && isPrintable(change.value, language))
      found.push({ basis: "observed", kind: "state", name: change.name, value: change.value, via });
    if (change.kind !== "variable") continue;
    if (stable && isPrintable(change.value, language))
      found.push({ basis: "observed", kind: "variable", name: change.name, value: change.value, via });
    else {
      const writes = [target.unit, ...target.callees].flatMap((each) => each.writes);
      const fields = stableFields(values, language, isMoving(observations), limits !== USUAL);
      const hasMoved = ([name, value]: readonly [string, Value]): boolean =>
        before === null ? writes.includes(rootOf(name)) : keyOf(valueAt(before, name)) !== keyOf(value);
      // Where any may be chosen from, one that stayed may be the only one that notices a mutant.
      const stayed = limits === USUAL ? [] : fields.filter((field) => !hasMoved(field));
      for (const field of [...fields.filter(hasMoved), ...stayed].slice(0, limits.fields)) {
        const [name, value] = field;
        found.push({
          basis: "observed",
          kind: "field",
          on: change.name,
          name,
          value,
          via,
          ...(isApproximate(value) ? { approximate: true } : {}),
          ...(hasMoved(field) ? {} : { unchanged: true }),
        });
      }
    }
  }
  return [...found, ...printAssertions(via, observations, limits)];
}

function valueIn(change: Change | undefined): Value | undefined {
  return change === undefined || change.kind === "file" ? undefined : change.value;
}

/** All that was printed where it is short, otherwise lines of it. */
function printAssertions(via: Via, observations: readonly Observation[], limits: Limits): readonly Assertion[] {
  const text = observations[0]?.printed.out ?? "";
  if (text === "" || (isMoving(observations) && holdsNumber(text))) return [];
  if (observations.some(({ printed }) => printed.out !== text)) return [];
  if (text.length <= 80) return [{ basis: "observed", kind: "prints", text, via }];
  // The runtime cuts what is printed without end: of that the last line is no line.
  const lines = telling(text.slice(0, text.lastIndexOf("\n") + 1));
  return lines
    .slice(0, Math.max(1, limits.fields - 1))
    .map(([line, written]) => ({ basis: "observed", kind: "prints", text: written, line, via }));
}
