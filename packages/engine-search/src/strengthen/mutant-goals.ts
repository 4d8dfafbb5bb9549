import type { Goal, Mutant } from "@autotest/core";
import { digest } from "../ledger/digest.js";

/** The goal "some test notices this change", per mutant, in order; ids stay when lines move. Mutants of a tool come with one. */
export function mutantGoals(path: string, mutants: readonly Mutant[]): readonly Goal[] {
  const seen = new Map<string, number>();
  return mutants.map(({ index, given, unit, line, operator, original, replacement }) => {
    const key = [path, unit, "mutant", operator, original, replacement].join("\0");
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const id = given ?? digest(key, String(ordinal));
    return { id, index, kind: "mutant", path, unit, line, condition: original, arm: replacement };
  });
}
