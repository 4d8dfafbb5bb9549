import type { Call, Dialect, Observation, Parameter, Probe, Scenario, Value } from "@autotest/core";
import { type Meter, SEARCH_FUEL } from "../ledger/stop-rules.js";
import type { Chosen } from "../shrink/cover-goals.js";
import type { ClassCatalog } from "../values/class-catalog.js";
import { keyOf } from "../values/value-kind.js";
import { MORE_WORLDS, WORLDS } from "./run-oracles.js";

/** A parameter of a function or a constructor. */
type Named = Pick<Parameter, "name">;

/** Parameters that make chance repeat, and what people give them. */
const SEED = /^(?:(?:random|rng)_?)?seed$|^random_?state$/i;
const USUAL = 42;

/**
 * Gives a seed to what takes one and got none, where every world shows something else: then it says something exact. Kept where
 * the same is shown in every world and the same goals are met.
 */
export async function giveSeed(
  each: Chosen,
  classes: ClassCatalog,
  dialect: Dialect,
  probe: Probe,
  meter: Meter,
): Promise<Chosen> {
  const { witness, goals } = each;
  const scenario = seeded(witness.scenario, witness.target.unit.parameters, classes, dialect);
  if (scenario === null || (await sameEverywhere(witness.scenario, WORLDS, goals, probe, meter))) return each;
  const observation = await sameEverywhere(scenario, [...WORLDS, ...MORE_WORLDS], goals, probe, meter);
  return observation ? { ...each, witness: { ...witness, scenario, observation, seeded: true } } : each;
}

/** What a scenario shows where that is the same in all worlds, and it meets the goals there. */
async function sameEverywhere(
  scenario: Scenario,
  worlds: typeof WORLDS,
  goals: Chosen["goals"],
  probe: Probe,
  meter: Meter,
): Promise<Observation | null> {
  let first: Observation | null = null;
  for (const world of worlds) {
    const [result] = await probe.run([scenario], { reply: "full", fuel: SEARCH_FUEL, world });
    meter.spend(1);
    const { observation, hit = [] } = result ?? {};
    if (observation?.outcome.kind !== "returned" || !goals.every(({ index }) => hit.includes(index))) return null;
    if (first && keyOf([first.outcome, first.changed]) !== keyOf([observation.outcome, observation.changed]))
      return null;
    first ??= observation;
  }
  return first;
}

/** The scenario with a seed wherever one is taken; null where there is none to give. */
function seeded(
  scenario: Scenario,
  parameters: readonly Named[],
  classes: ClassCatalog,
  dialect: Dialect,
): Scenario | null {
  const give = <C extends Call>(call: C, own: readonly Named[]): C => {
    if (!("args" in call) || call.kind === "set") return call;
    const at = own.findIndex(({ name }) => SEED.test(name));
    const { name = "" } = own[at] ?? {};
    if (at < call.args.length || Object.hasOwn(call.kwargs ?? {}, name)) return call;
    if (dialect.keywords) return { ...call, kwargs: { ...call.kwargs, [name]: USUAL as Value } };
    return at === call.args.length ? { ...call, args: [...call.args, USUAL] } : call;
  };
  const parametersOf = (call: Call): readonly Named[] =>
    call.kind === "new" ? (classes.find(call.ref)?.parameters ?? []) : [];
  const arrange = scenario.arrange.map((step) =>
    "call" in step ? { ...step, call: give(step.call, parametersOf(step.call)) } : step,
  );
  const act = give(scenario.act, scenario.act.kind === "new" ? parametersOf(scenario.act) : parameters);
  const made = { ...scenario, arrange, act };
  return keyOf(made) === keyOf(scenario) ? null : made;
}
