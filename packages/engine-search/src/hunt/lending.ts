import type { Goal } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import type { Hunt } from "./hunt.js";

/** The goals of a unit, its own and those it reaches, that nothing has met yet. */
export function openGoalsOf({ target }: Hunt, ledger: Ledger): readonly Goal[] {
  return [...target.own, ...target.reached].filter(({ index }) => !ledger.met.has(index));
}

/** The names of a unit's positional parameters, in order: what units of one file lend each other goes by name. */
export function positionalNames({ target }: Hunt): readonly string[] {
  return target.unit.parameters.filter(({ kind }) => kind === "positional").map(({ name }) => name);
}
