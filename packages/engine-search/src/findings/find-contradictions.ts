import type { Finding, Language, SourceFile, Unit, Value } from "@autotest/core";
import { lastName } from "../ledger/find-targets.js";
import type { Recorded, RunRecord } from "../ledger/record.js";
import { changesArgument } from "../oracles/habits.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isTagged, keyOf, lengthOf, numberIn } from "../values/value-kind.js";
import { weighScenario } from "../values/weigh-value.js";
import { finding, suspectResult } from "./find-suspicion.js";

/** Says what is wrong with a run on fitting arguments, or null. */
type Judge = (run: Recorded) => string | null;

/** Contradictions, and every scenario (by its key) that shows one, with what it shows: none of them is to be asserted. */
export interface Contradictions {
  readonly findings: readonly Finding[];
  readonly refused: ReadonlyMap<string, string>;
}

/** Contradictions between what was seen on fitting arguments and what types, documentation and names say; the simplest run of each. */
export function findContradictions(record: RunRecord, file: SourceFile, language: Language): Contradictions {
  const found: Finding[] = [];
  const refused = new Map<string, string>();
  for (const runs of record.runs.values()) {
    const [first] = runs;
    if (first === undefined) continue;
    const { unit } = first.target;
    if (unit.private) continue;
    const fitting = runs.filter(({ scenario, observation }) => usable(observation) && fitsUnit(scenario, unit));
    fitting.sort((left, right) => weighScenario(left.scenario) - weighScenario(right.scenario));
    const told = new Set<string>();
    for (const judge of judgesOf(unit)) {
      for (const run of fitting) {
        const said = judge(run);
        if (said === null) continue;
        refused.set(keyOf(run.scenario), `${unit.name} ${said}`);
        if (told.has(said)) continue;
        told.add(said);
        found.push(finding("suspected-bug", `${unit.name} ${said}`, run, file, language, 0));
      }
    }
  }
  return { findings: found, refused };
}

function usable({ blocked, unstable }: Recorded["observation"]): boolean {
  return blocked.length === 0 && unstable.length === 0;
}

function judgesOf(unit: Unit): readonly Judge[] {
  const doc = unit.doc ?? "";
  const judges: Judge[] = [({ observation, scenario }) => suspectResult(observation, scenario, unit)];
  if (/\b(?:never|not|cannot be) negative\b|\bnon-?negative\b/i.test(returnsPart(doc))) judges.push(negativeResult);
  const promise = /\b(?:does not|doesn't|never|without) (?:modif|mutat|chang|alter|touch)\w*[^.]{0,40}/i.exec(doc)?.[0];
  if (promise !== undefined) judges.push(changedArgument(`although its documentation says "${promise.trim()}"`));
  else if (isAsking(unit)) judges.push(changedArgument("although it is named like a question"));
  judges.push(...promisedErrors(unit));
  return judges;
}

/** The sentences of a description that are about the result, as far as they tell: not those about a parameter. */
function returnsPart(doc: string): string {
  return doc
    .split("\n")
    .filter(
      (line) => !/^\s*(?::param|@param|\w+\s*\(|\*?\w+\s*:)/.test(line) || /^\s*(?::returns?:|@returns?)/i.test(line),
    )
    .filter((line) => !/\b(?:if|when|unless|raises?|throws?|must)\b/i.test(line))
    .join("\n");
}

const negativeResult: Judge = ({ observation: { outcome } }) => {
  if (outcome.kind !== "returned") return null;
  const number = numberIn(outcome.value);
  return number !== null && number < 0 ? "returns a negative number although its documentation rules that out" : null;
};

/** Names that ask for something and are not known to change what they are given. */
function isAsking(unit: Unit): boolean {
  return (
    unit.owner === undefined &&
    /^(?:get|is|has|find|count|compute|calculate|format|to|sum|max|min|mean)(?:_|[A-Z])/.test(lastName(unit.name)) &&
    !/in[- ]?place|modif|mutat|chang|remov|updat/i.test(unit.doc ?? "")
  );
}

function changedArgument(why: string): Judge {
  return (run) =>
    run.observation.outcome.kind === "returned" && changesArgument(run) ? `changes its argument ${why}` : null;
}

/** `ValueError: if n is negative` -> a run with a negative `n` that returns is a contradiction. */
function promisedErrors(unit: Unit): readonly Judge[] {
  const doc = (unit.doc ?? "").replace(/\s+/g, " ");
  const pattern =
    /\b([A-Z]\w*(?:Error|Exception))\b`?\}?\s*[:-]?\s*(?:is (?:raised|thrown) )?(?:if|when)(?: the| an?)? [`*]*(\w+)[`*]* (?:is|are) (?:an? )?(negative|empty|zero|0|not positive|less than 0|below 0|less than 1|below 1|None|null)\b/gi;
  return [...doc.matchAll(pattern)].flatMap(([, error, name, state]): readonly Judge[] => {
    const at = unit.parameters.findIndex((parameter) => parameter.name === name);
    const holds = STATES[(state ?? "").toLowerCase()];
    if (at < 0 || holds === undefined) return [];
    return [
      ({ scenario: { act }, observation: { outcome } }) => {
        if (outcome.kind !== "returned" || !("args" in act)) return null;
        const kwargs = "kwargs" in act ? act.kwargs : undefined;
        const value = act.args[at] ?? kwargs?.[name as string];
        return value !== undefined && holds(value)
          ? `raises no ${error} although its documentation says it does when ${name} is ${state}`
          : null;
      },
    ];
  });
}

const negative = (value: Value): boolean => (numberIn(value) ?? 0) < 0;
const zero = (value: Value): boolean => numberIn(value) === 0;
const STATES: { readonly [state: string]: (value: Value) => boolean } = {
  negative,
  "less than 0": negative,
  "below 0": negative,
  zero,
  "0": zero,
  "not positive": (value) => negative(value) || zero(value),
  "less than 1": (value) => (numberIn(value) ?? 1) < 1,
  "below 1": (value) => (numberIn(value) ?? 1) < 1,
  empty: (value) => value === "" || (lengthOf(value) === 0 && !(isTagged(value) && value.$ === "new")),
  none: (value) => value === null,
  null: (value) => value === null,
};
