import type { Finding, Language, Observation, Probe, Scenario, SourceFile } from "@autotest/core";
import { finding } from "../findings/find-suspicion.js";
import type { Target } from "../ledger/find-targets.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Recorded, RunRecord } from "../ledger/record.js";
import type { Meter } from "../ledger/stop-rules.js";
import { keyOf } from "../values/value-kind.js";
import { weighScenario } from "../values/weigh-value.js";
import { pairInverses } from "./pair-inverses.js";
import { type Property, writtenValue } from "./property.js";
import { swapArguments } from "./swap-arguments.js";
import { undoSteps } from "./undo-steps.js";

/** Distinct inputs on which a property must hold before it is believed. */
const ENOUGH = 20;
/** Tests that show one property. */
const SHOWN = 1;

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
    const { first, second, promise } = property;
    const scenarios = first.map((run) => property.chain(run));
    const results = await probe.run(scenarios, { reply: "full" });
    const before = await lookBefore(property, probe, meter);
    meter.spend(scenarios.length);
    const verdicts = results.map(({ observation }, at) =>
      observation === undefined ? null : property.holds(observation, first[at] as Recorded, before[at]),
    );
    const broken = verdicts.indexOf(false);
    if (broken >= 0) {
      if (promise === null) continue;
      const shown = { target: second, scenario: scenarios[broken] as Scenario };
      found.push(finding("suspected-bug", `${second.unit.name} ${promise}`, shown, file, language, 0));
      continue;
    }
    if (verdicts.filter((verdict) => verdict === true).length < ENOUGH) continue;
    const telling = [...first.keys()].filter(
      (at) => verdicts[at] === true && property.isTelling(first[at] as Recorded),
    );
    for (const at of telling.slice(0, SHOWN)) {
      const result = results[at];
      const { arrange } = scenarios[at] as Scenario;
      const made = arrange.at(-1)?.name === undefined ? undefined : writtenValue((first[at] as Recorded).observation);
      if (result) ledger.enter(second, scenarios[at] as Scenario, result, "property", made);
    }
  }
  return found;
}

function propertiesOf(record: RunRecord, targets: readonly Target[]): readonly Property[] {
  return [...record.runs.values()].flatMap((all) => {
    const runs = [...all].sort((left, right) => weighScenario(left.scenario) - weighScenario(right.scenario));
    return [...pairInverses(runs, targets), ...swapArguments(runs), ...undoSteps(runs, targets)];
  });
}

/** What the receiver was before the first step, where the property asks; receivers made alike are looked at once. */
async function lookBefore(
  { first, before }: Property,
  probe: Probe,
  meter: Meter,
): Promise<readonly (Observation | undefined)[]> {
  if (before === undefined) return [];
  const asked = new Map(first.map((run) => [keyOf(before(run)), before(run)]));
  const results = await probe.run([...asked.values()], { reply: "full" });
  meter.spend(asked.size);
  const seen = new Map([...asked.keys()].map((key, at) => [key, results[at]?.observation]));
  return first.map((run) => seen.get(keyOf(before(run))));
}
