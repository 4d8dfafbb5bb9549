import type { Finding, Language, Observation, Probe, Scenario, SourceFile, Unit, Value } from "@autotest/core";
import { sameValue } from "./check-promise.js";
import { finding } from "./find-suspicion.js";
import { lastName, type Target } from "./find-targets.js";
import { fitsUnit } from "./fit-shape.js";
import type { Ledger } from "./ledger.js";
import { isExact } from "./printable.js";
import type { Recorded, RunRecord } from "./record.js";
import type { Meter } from "./stop-rules.js";
import { isEmptyValue, keyOf, kindOf } from "./value-kind.js";
import { weighScenario, weighValue } from "./weigh-value.js";

/** Distinct inputs on which a property must hold before it is believed, and most that are tried. */
const ENOUGH = 20;
const TRIED = 40;
/** Tests that show one property. */
const SHOWN = 1;

/** Pairs where the second undoes the first, as a promise; for all others it is only asserted where it holds. */
const PAIRS: readonly (readonly [RegExp, string, boolean])[] = [
  [/^encode(.*)$/i, "decode$1", true],
  [/^escape(.*)$/i, "unescape$1", true],
  [/^dumps?(.*)$/i, "loads$1", true],
  [/^dump(.*)$/i, "load$1", true],
  [/^serialize(.*)$/i, "deserialize$1", true],
  [/^compress(.*)$/i, "decompress$1", true],
  [/^quote(.*)$/i, "unquote$1", true],
  [/^pack(.*)$/i, "unpack$1", true],
  [/^encrypt(.*)$/i, "decrypt$1", true],
  [/^(.*?)_?encode$/i, "$1_decode", true],
  [/^(.*)Encode$/, "$1Decode", true],
  [/^to_(.*)$/, "from_$1", false],
  [/^to([A-Z].*)$/, "from$1", false],
  [/^format(.*)$/, "parse$1", false],
  [/^camelize(.*)$/, "underscore$1", false],
  [/^pluralize$/, "singularize", false],
  [/^(.*)_to_(.*)$/, "$2_to_$1", false],
];
const ONCE = /^(?:normali[sz]e|canonicali[sz]e|dedup\w*|unique|uniq|trim|strip|sort|sorted|clean)(?:_|[A-Z]|$)/;

/** A function that, given one result, should give back the input (round trip) or the same again (idempotence). */
interface Property {
  readonly first: readonly Recorded[];
  readonly second: Target;
  readonly kind: "round trip" | "idempotence";
  /** A counterexample contradicts what the names promise. */
  readonly promised: boolean;
}

/**
 * Looks for properties that hold on many recorded inputs. Those that do become witnesses that show them; a counterexample to one
 * that the names promise is a finding.
 */
export async function findProperties(
  record: RunRecord,
  targets: readonly Target[],
  ledger: Ledger,
  probe: Probe,
  language: Language,
  file: SourceFile,
  meter: Meter,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const property of propertiesOf(record, targets)) {
    if (meter.over(0.9)) break;
    const { first, second, kind, promised } = property;
    const scenarios = first.map((run) => chain(run, second, kind));
    const results = await probe.run(scenarios, { reply: "full" });
    meter.spend(scenarios.length);
    const verdicts = results.map((result, at) => holds(result.observation, first[at] as Recorded, kind));
    const broken = verdicts.indexOf(false);
    if (broken >= 0) {
      const run = first[broken] as Recorded;
      if (promised) {
        const what =
          kind === "round trip"
            ? `does not undo ${run.target.unit.name}`
            : "gives another result when it is applied to its own result";
        const shown = { target: second, scenario: scenarios[broken] as Scenario };
        found.push(finding("suspected-bug", `${second.unit.name} ${what}`, shown, file, language, 0));
      }
      continue;
    }
    if (verdicts.filter((verdict) => verdict === true).length < ENOUGH) continue;
    const telling = [...first.keys()].filter((at) => verdicts[at] === true && isTelling(first[at] as Recorded));
    for (const at of telling.slice(0, SHOWN)) {
      const result = results[at];
      const before = (first[at] as Recorded).observation.outcome;
      if (result && before.kind === "returned")
        ledger.enter(second, scenarios[at] as Scenario, result, "property", before.value);
    }
  }
  return found;
}

function propertiesOf(record: RunRecord, targets: readonly Target[]): readonly Property[] {
  const found: Property[] = [];
  for (const [name, runs] of record.runs) {
    const [any] = runs;
    if (!any || !isPlainUnit(any.target.unit)) continue;
    const first = runs
      .filter(isChainable)
      .sort((left, right) => weighScenario(left.scenario) - weighScenario(right.scenario))
      .slice(0, TRIED);
    if (first.length < 3) continue;
    if (ONCE.test(lastName(name))) found.push({ first, second: any.target, kind: "idempotence", promised: true });
    for (const [pattern, inverse, promised] of PAIRS) {
      const wanted = pattern.test(lastName(name)) ? lastName(name).replace(pattern, inverse) : null;
      const second = targets.find(
        ({ unit }) => isPlainUnit(unit) && unit.owner === any.target.unit.owner && lastName(unit.name) === wanted,
      );
      if (!second || second === any.target) continue;
      found.push({
        first,
        second,
        kind: "round trip",
        promised: promised && first.every(({ scenario }) => fitsUnit(scenario, any.target.unit)),
      });
      break;
    }
  }
  return found;
}

function isPlainUnit(unit: Unit): boolean {
  return (
    (unit.kind === "function" || unit.kind === "static-method") &&
    unit.ref !== null &&
    !unit.private &&
    !unit.async &&
    !unit.generator
  );
}

/** One argument that fits, and a result that can be written down. */
function isChainable({ scenario, observation, target }: Recorded): boolean {
  const { act, arrange } = scenario;
  const { outcome } = observation;
  return (
    arrange.length === 0 &&
    act.kind === "function" &&
    act.args.length === 1 &&
    act.kwargs === undefined &&
    outcome.kind === "returned" &&
    outcome.via === "call" &&
    observation.unstable.length === 0 &&
    observation.blocked.length === 0 &&
    isExact(outcome.value) &&
    weighValue(act.args[0] as Value) < 60 &&
    (fitsUnit(scenario, target.unit) || isUsual(scenario, target.unit))
  );
}

/** Without declared types: of the kind the name or the use suggests. */
function isUsual({ act }: Scenario, unit: Unit): boolean {
  const [parameter] = unit.parameters;
  const value = "args" in act ? act.args[0] : undefined;
  return parameter !== undefined && value !== undefined && parameter.shapes.some(({ kind }) => kind === kindOf(value));
}

function chain({ scenario, target }: Recorded, second: Target, kind: Property["kind"]): Scenario {
  const name = kind === "idempotence" ? "once" : variableFor(target.unit);
  return {
    arrange: [{ name, call: scenario.act }],
    act: { kind: "function", ref: second.unit.ref as string, args: [{ $: "var", name }] },
  };
}

/** `encode` -> `encoded`. */
function variableFor(unit: Unit): string {
  const verb = /^[a-z]+/.exec(lastName(unit.name))?.[0] ?? "made";
  return /^(?:to|from|as)$/.test(verb) ? "converted" : verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
}

/** Null when nothing can be said. */
function holds(observation: Observation | undefined, run: Recorded, kind: Property["kind"]): boolean | null {
  const outcome = observation?.outcome;
  const before = run.observation.outcome;
  const input = "args" in run.scenario.act ? run.scenario.act.args[0] : undefined;
  if (!outcome || outcome.kind === "stopped" || before.kind !== "returned" || input === undefined) return null;
  if (outcome.kind === "raised") return kind === "round trip" ? false : null;
  // A decoder may well give back a number for what came as text: that is another matter.
  if (kind === "round trip" && kindOf(outcome.value) !== kindOf(input)) return null;
  return sameValue(outcome.value, kind === "round trip" ? input : before.value);
}

/** The first step does something. */
function isTelling({ scenario, observation: { outcome } }: Recorded): boolean {
  const input = "args" in scenario.act ? scenario.act.args[0] : undefined;
  return outcome.kind === "returned" && !isEmptyValue(outcome.value) && keyOf(outcome.value) !== keyOf(input);
}
