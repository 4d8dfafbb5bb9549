import type { Code, CodeScenario, Gate, Goal, Mutant, Observation, Probe } from "@autotest/core";
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

/** Runs tests: do they pass, again in another world, which goals do they meet, and do they fail when the code is changed. */
export async function tryTests(codes: readonly Code[], unit: string, ground: TrialGround): Promise<readonly Trial[]> {
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

/** Which changes on its way it notices, by its own assertions; one that notices none of its unit's proves nothing. */
async function underChanges(
  scenario: CodeScenario,
  unit: string,
  met: readonly string[],
  { probe, goals, mutants }: TrialGround,
): Promise<Trial> {
  if (mutants.length === 0) return { kind: "works", goals: met };
  const [reach] = await probe.run([scenario], { reach: true });
  const reached = new Set(reach?.reached ?? []);
  // Changed code runs with less fuel; a test that needs more would seem to fail under every change.
  if (reach?.observation?.outcome.kind !== "returned") return { kind: "works", goals: met };
  const wanted = goals.filter((goal) => goal.kind === "mutant" && reached.has(goal.index));
  const own = mutants.filter((mutant) => mutant.unit === unit && reached.has(mutant.index)).map(({ index }) => index);
  const asked = [...new Set([...wanted.map(({ index }) => index), ...own.slice(0, MOST_CHANGES)])];
  if (asked.length === 0) return { kind: "works", goals: met };
  const results = await probe.run(
    asked.map(() => scenario),
    { mutant: asked },
  );
  const noticed = new Set(asked.filter((_, at) => isNoticed(results[at]?.observation)));
  if (noticed.size === 0 && own.length > 0) {
    const reason = `it passes under each of ${asked.length} changes to the code that it runs`;
    return { kind: "fails", gate: "fails-when-undone", reason, isContradiction: false };
  }
  return { kind: "works", goals: [...met, ...wanted.filter(({ index }) => noticed.has(index)).map(({ id }) => id)] };
}

function isNoticed(observation: Observation | undefined): boolean {
  return observation !== undefined && isFailedAssertion(observation.outcome);
}
