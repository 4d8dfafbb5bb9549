import type { Observation, Probe, RunOptions } from "@autotest/core";
import type { Meter } from "../ledger/stop-rules.js";
import type { Chosen } from "../shrink/cover-goals.js";

/** A date and a seed. */
type World = NonNullable<RunOptions["world"]>;

/** Three worlds that share neither date, hour nor seed. */
export const WORLDS: readonly World[] = [
  { epoch: 1_700_000_000_000, seed: 11 },
  { epoch: 1_936_540_801_234, seed: 4_242 },
  { epoch: 951_782_399_000, seed: 977 },
];

/** More worlds for what consults time or chance: three results say little about all of them. */
export const MORE_WORLDS: readonly World[] = Array.from({ length: 14 }, (_, at) => ({
  epoch: 1_000_000_000_000 + at * 53_219_867_413,
  seed: 100 + 37 * at,
}));

/** A chosen scenario with everything it showed, in every world. */
export interface Proven {
  readonly chosen: Chosen;
  readonly observations: readonly Observation[];
}

/** Runs every chosen scenario in three worlds, once in reverse order, so that what depends on time, chance or order shows; what does, in many more. */
export async function runOracles(chosen: readonly Chosen[], probe: Probe, meter: Meter): Promise<readonly Proven[]> {
  const observations: Observation[][] = chosen.map(() => []);
  const note = (at: number, seen: Observation): void => {
    const isSeeded = chosen[at]?.witness.seeded === true;
    const unstable = isSeeded ? seen.unstable.filter((word) => word !== "random") : seen.unstable;
    observations[at]?.push({ ...seen, unstable });
  };
  for (const [round, world] of WORLDS.entries()) {
    const order = [...chosen.keys()];
    if (round === 1) order.reverse();
    for (let from = 0; from < order.length; from += 128) {
      const part = order.slice(from, from + 128);
      const results = await probe.run(
        part.map((at) => (chosen[at] as Chosen).witness.scenario),
        { reply: "full", world },
      );
      meter.spend(part.length);
      results.forEach((result, index) => {
        if (result.observation) note(part[index] as number, result.observation);
      });
    }
  }
  const moving = [...chosen.keys()].filter((at) => observations[at]?.some(({ unstable }) => unstable.length > 0));
  for (const world of moving.length > 0 ? MORE_WORLDS : []) {
    const scenarios = moving.map((at) => (chosen[at] as Chosen).witness.scenario);
    const results = await probe.run(scenarios, { reply: "full", world });
    meter.spend(moving.length);
    results.forEach(({ observation }, index) => {
      if (observation) note(moving[index] as number, observation);
    });
  }
  return chosen.map((each, at) => ({ chosen: each, observations: observations[at] as Observation[] }));
}
