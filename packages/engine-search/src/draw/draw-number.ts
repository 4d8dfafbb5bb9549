import type { Value } from "@autotest/core";
import { floatValue, integerValue } from "../values/value-kind.js";
import type { DrawContext } from "./draw-context.js";

const SMALL = [0, 1, 2, -1, 3, 5, 10];
const LARGE = [4, 7, 8, 12, 16, 24, 31, 60, 64, 100, 127, 128, 255, 256, 365, 1000, 1024, 65536];
const FRACTIONS = [0, 0.5, 1, 1.5, 2.5, -0.5, 0.25, -1.5, 10, 0.1, 100];

/** An integer: small ones, constants of the code and their neighbours, rarely powers and random ones. */
export function drawInteger(context: DrawContext): Value {
  const { random, pools, dialect } = context;
  const dice = random.next();
  const known = pools.numbers.filter(Number.isInteger);
  if (dice < 0.4 && known.length > 0) return integerValue(random.pick(known) as number, dialect);
  if (dice < 0.8) return integerValue(random.pick(SMALL) as number, dialect);
  if (dice < 0.9) return integerValue(random.pick(LARGE) as number, dialect);
  if (dice < 0.97) return integerValue(random.below(201) - 100, dialect);
  return integerValue(random.below(200_001) - 100_000, dialect);
}

/** A float in half steps, or a constant; not-a-number and infinities only rarely. */
export function drawFloat(context: DrawContext): Value {
  const { random, pools, dialect } = context;
  const dice = random.next();
  if (dice < 0.35 && pools.numbers.length > 0) return floatValue(random.pick(pools.numbers) as number, dialect);
  if (dice < 0.85) return floatValue(random.pick(FRACTIONS) as number, dialect);
  if (dice < 0.98) return floatValue((random.below(401) - 200) / 2, dialect);
  return floatValue(random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) as number, dialect);
}
