import { lastName, type Target } from "../ledger/find-targets.js";

/** Names of which the second is what the first asks for: a pattern, and its replacement. */
export type NamePair = readonly [pattern: RegExp, partner: string, ...rest: readonly unknown[]];

/** The unit of the same owner whose name a pair makes of this one's: `encodeText` -> `decodeText`. Never the unit itself. */
export function findPartner(
  target: Target,
  [pattern, partner]: NamePair,
  targets: readonly Target[],
): Target | undefined {
  const { unit } = target;
  const name = lastName(unit.name);
  if (!pattern.test(name)) return undefined;
  const wanted = name.replace(pattern, partner);
  return targets.find(
    (each) => each !== target && each.unit.owner === unit.owner && lastName(each.unit.name) === wanted,
  );
}
