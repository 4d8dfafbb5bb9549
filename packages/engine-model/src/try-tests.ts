import type { Code, CodeScenario, Gate, Goal, Mutant, Observation, Probe, Unit } from "@autotest/core";
import { digestError, isFailedAssertion } from "./digest-error.js";

/** What the probe saw of one test. */
export type Trial =
  /** Ids of the goals it meets, of those asked about. */
  | { readonly kind: "works"; readonly goals: readonly string[] }
  | {
      readonly kind: "fails";
      readonly gate: Gate;
      readonly reason: string;
      /** True when its own assertion failed, every time. */
      readonly isContradiction: boolean;
    };

/** What tests are tried on. */
export interface TrialGround {
  readonly probe: Probe;
  /** Ways through the code and small changes to it. */
  readonly goals: readonly Goal[];
  /** Of the whole file; empty when the runtime makes none. */
  readonly mutants: readonly Mutant[];
}

/** Another time and other chance: a test that leans on either shows. */
const OTHER_WORLD = { epoch: 1_893_456_000_000, seed: 7 };
/** Changes of the unit that a test is tried on, besides those that are goals, to see that it can fail. */
const MOST_CHANGES = 40;

/** Runs tests: do they pass, again in another world, which goals do they meet, and can they fail. */
export async function tryTests(codes: readonly Code[], unit: Unit, ground: TrialGround): Promise<readonly Trial[]> {
  const { probe, goals } = ground;
  const scenarios = codes.map((act): CodeScenario => ({ arrange: [], act }));
  const first = await probe.run(scenarios, { reply: "full" });
  const again = await probe.run(scenarios, { reply: "full", world: OTHER_WORLD });
  const trials: Trial[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const [one, other] = [first[at]?.observation, again[at]?.observation];
    const failure = failureOf(one, other, scenario.act);
    if (failure !== null) {
      trials.push(failure);
      continue;
    }
    const met = goals
      .filter((goal) => goal.kind !== "mutant" && first[at]?.hit.includes(goal.index))
      .map(({ id }) => id);
    trials.push(await underChanges(scenario, unit, met, ground));
  }
  return trials;
}

function failureOf(one: Observation | undefined, other: Observation | undefined, code: Code): Trial | null {
  const fail = (gate: Gate, reason: string, isContradiction = false): Trial => ({
    kind: "fails",
    gate,
    reason,
    isContradiction,
  });
  if (one === undefined || other === undefined) return fail("passes", "it could not be run");
  if (one.blocked.length > 0 || other.blocked.length > 0)
    return fail("effects", digestError(one.blocked.length > 0 ? one : other, code));
  const passed = [one, other].map(({ outcome }) => outcome.kind === "returned");
  if (passed[0] && passed[1]) return null;
  if (passed[0] !== passed[1]) return fail("repeats", "it passes at one time and fails at another");
  const isContradiction = isFailedAssertion(one.outcome) && isFailedAssertion(other.outcome);
  const isUnbuilt = one.outcome.kind === "stopped" && one.outcome.why === "arrange";
  return fail(isUnbuilt ? "imports" : "passes", digestError(one, code), isContradiction);
}

/**
 * Which changes on its way it notices. It has to show that it can fail at all: in an assertion of its own under a change, or in
 * any way when the unit gives other results. One that only breaks down with changed code, and lets every result pass, proves nothing.
 */
async function underChanges(
  scenario: CodeScenario,
  unit: Unit,
  met: readonly string[],
  ground: TrialGround,
): Promise<Trial> {
  const { asked, wanted, isDear } = await changesFor(scenario, unit, ground);
  if (isDear) return { kind: "works", goals: met };
  const results = await ground.probe.run(
    asked.map(() => scenario),
    { mutant: asked },
  );
  const endings = asked.map((_, at) => results[at]?.observation?.outcome);
  const failed = new Set(asked.filter((_, at) => endings[at]?.kind === "raised"));
  const hasAsserted = endings.some((outcome) => outcome !== undefined && isFailedAssertion(outcome));
  const said = hasAsserted ? "something" : await saidOfResults(scenario, unit, ground);
  // Where there is no result to say anything about, breaking down is all that a change can bring about.
  const canFail = said === "something" || (said === "no results" && (failed.size > 0 || asked.length === 0));
  if (!canFail)
    return {
      kind: "fails",
      gate: "fails-when-undone",
      reason: whyNot(unit, said, asked, failed),
      isContradiction: false,
    };
  return { kind: "works", goals: [...met, ...wanted.filter(({ index }) => failed.has(index)).map(({ id }) => id)] };
}

function whyNot({ name }: Unit, said: string, asked: readonly number[], failed: ReadonlySet<number>): string {
  if (failed.size > 0) return `it passes whatever ${name} gives, and fails only where changed code breaks down`;
  const places = [
    ...(said === "nothing" ? [`whatever ${name} gives`] : []),
    ...(asked.length > 0 ? [`under each of ${asked.length} changes to the code that it runs`] : []),
  ];
  return `it passes ${places.join(", and ")}`;
}

/** The changes a test is tried on: those on its way that are goals, and some of its unit's. `isDear`: it needs more fuel than changed code gets. */
async function changesFor(scenario: CodeScenario, unit: Unit, { probe, goals, mutants }: TrialGround) {
  if (mutants.length === 0) return { asked: [], wanted: [], isDear: false };
  const [reach] = await probe.run([scenario], { reach: true });
  const reached = new Set(reach?.reached ?? []);
  const wanted = goals.filter((goal) => goal.kind === "mutant" && reached.has(goal.index));
  const own = mutants.filter((one) => one.unit === unit.name && reached.has(one.index)).map(({ index }) => index);
  const asked = [...new Set([...wanted.map(({ index }) => index), ...own.slice(0, MOST_CHANGES)])];
  return { asked, wanted, isDear: reach?.observation?.outcome.kind !== "returned" };
}

/** What a test says about the results of its unit, seen by giving it others. */
async function saidOfResults(
  scenario: CodeScenario,
  { ref }: Unit,
  { probe }: TrialGround,
): Promise<"something" | "nothing" | "no results"> {
  if (ref === null) return "no results";
  const [result] = await probe.run([scenario], { spoil: ref });
  if (result?.observation?.outcome.kind === "raised") return "something";
  return result?.spoiled === true ? "nothing" : "no results";
}
