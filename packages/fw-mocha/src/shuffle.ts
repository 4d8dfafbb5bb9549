import { createHash } from "node:crypto";

/** The names in an order that depends on `seed`; which of two comes first does not depend on what else is there. */
export function shuffled(names: readonly string[], seed: number): readonly string[] {
  const places = new Map(names.map((name) => [name, createHash("sha1").update(`${seed} ${name}`).digest("hex")]));
  return [...names].sort((one, other) => ((places.get(one) ?? "") < (places.get(other) ?? "") ? -1 : 1));
}
