import type { Scenario } from "@autotest/core";
import type { DrawContext } from "../draw/draw-context.js";
import { keyOf } from "../values/value-kind.js";
import { compareTwins } from "./compare-twins.js";
import { mutateScenario } from "./mutate-scenario.js";

/** Seeds whose comparisons are made with a twin. */
const TWINNED = 4;

/** Where varied scenarios come from. */
export interface VarySources {
  /** Everything the search kept, oldest first. */
  readonly kept: readonly Scenario[];
  draw(): Scenario | null;
  cross(seed: Scenario): Scenario | null;
  give(seed: Scenario): Scenario | null;
  readonly context: DrawContext;
  /** False for arguments of other types than declared. */
  fits(scenario: Scenario): boolean;
}

/** At most `size` scenarios: those the search kept last, then neighbours of `seeds` and of them, and fresh ones. */
export function varyScenarios(
  seeds: readonly Scenario[],
  size: number,
  { kept, draw, cross, give, context, fits }: VarySources,
): readonly Scenario[] {
  const found = new Map<string, Scenario>();
  const add = (scenario: Scenario | null): void => {
    if (scenario && fits(scenario)) found.set(keyOf(scenario), scenario);
  };
  for (const seed of seeds.slice(0, TWINNED)) for (const twin of compareTwins(seed, context)) add(twin);
  for (const scenario of kept.slice(-size / 4)) add(scenario);
  const pool = [...seeds, ...seeds, ...kept.slice(-12)];
  for (let tries = 0; found.size < size && tries < size * 3; tries++) {
    const seed = tries % 4 === 3 ? undefined : context.random.pick(pool);
    if (seed === undefined) add(draw());
    else if (tries % 4 === 2) add(cross(seed));
    else add((tries % 4 === 1 ? give(seed) : null) ?? mutateScenario(seed, context));
  }
  return [...found.values()];
}
