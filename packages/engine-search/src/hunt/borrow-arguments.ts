import type { Scenario, Value } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import type { Meter } from "../ledger/stop-rules.js";
import { keyOf } from "../values/value-kind.js";
import { replaceAt } from "../values/value-slots.js";
import { isInput } from "../vary/follow-operands.js";
import type { Hunt } from "./hunt.js";
import { openGoalsOf, positionalNames } from "./lending.js";

/** Most values kept per name and unit, and most scenarios run for one unit. */
const VALUES = 8;
const SCENARIOS = 48;

/** A value, and the unit it met something in. */
interface Given {
  readonly by: Hunt;
  readonly value: Value;
}

/**
 * Gives each unit with open goals what met goals in other units under the same name: parameters of one name mostly mean the
 * same thing throughout a file, and what is rare was perhaps drawn elsewhere.
 */
export async function borrowArguments(
  hunts: readonly Hunt[],
  ledger: Ledger,
  meter: Meter,
  share: number,
): Promise<void> {
  const given = argumentsByName(hunts);
  for (const hunt of hunts) {
    if (meter.over(share)) return;
    if (openGoalsOf(hunt, ledger).length > 0) await hunt.attempt(borrowedBy(hunt, given));
  }
}

function argumentsByName(hunts: readonly Hunt[]): ReadonlyMap<string, readonly Given[]> {
  const byName = new Map<string, Given[]>();
  for (const hunt of hunts) {
    const names = positionalNames(hunt);
    names.forEach((name, at) => {
      const seen = new Map<string, Value>();
      for (const { act } of hunt.kept.toReversed()) {
        const value = "args" in act ? act.args[at] : undefined;
        if (value === undefined || seen.size >= VALUES || !isInput(value)) continue;
        seen.set(keyOf(value), value);
      }
      byName.set(name, [...(byName.get(name) ?? []), ...[...seen.values()].map((value) => ({ by: hunt, value }))]);
    });
  }
  return byName;
}

function borrowedBy(hunt: Hunt, given: ReadonlyMap<string, readonly Given[]>): readonly Scenario[] {
  const base = hunt.kept.at(-1);
  if (base === undefined || !("args" in base.act)) return [];
  const { length } = base.act.args;
  return positionalNames(hunt)
    .flatMap((name, at) =>
      at >= length
        ? []
        : (given.get(name) ?? [])
            .filter(({ by }) => by !== hunt)
            .map(({ value }) => replaceAt(base, ["act", "args", at], value)),
    )
    .slice(0, SCENARIOS);
}
