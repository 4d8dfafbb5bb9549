import type { Target } from "../pipeline/run-state.js";
import { whyDead } from "./find-dead-code.js";
import type { StillAlive, ToolMutant } from "./result.js";

/** What a search for tests came to, for the mutants of one file. */
export interface Tried {
  /** What the engines said of a mutant they left open. */
  readonly said: ReadonlyMap<string, StillAlive>;
  /** Mutants that could be switched on while the code runs. */
  readonly switched: ReadonlySet<string>;
}

const IMPORT_TIME: StillAlive = {
  code: "import-time",
  reason:
    "it changes what runs when the file is imported: no input can show it, only a test that imports the file anew",
};
const NO_UNIT: StillAlive = {
  code: "no-unit",
  reason: "it lies in a function that tests cannot name, such as one within another or one that is only handed on",
};
const NOT_SWITCHABLE: StillAlive = {
  code: "not-switchable",
  reason: "the search cannot try it in the running code, and the tests for its neighbours do not notice it",
};
const NO_COVERAGE: StillAlive = { code: "no-coverage", reason: "no test runs it, and no input was found that does" };
const NOT_REACHED: StillAlive = {
  code: "not-reached",
  reason: "the search found no input that gets there",
};

/** Why a mutant is left that tests were looked for. */
export function whyAlive(mutant: ToolMutant, { file, analysis }: Target, { said, switched }: Tried): StillAlive {
  const word = said.get(mutant.id);
  if (word !== undefined) return word;
  const dead = whyDead(file.text, mutant.start, analysis.units);
  if (dead !== null) return { code: "unreachable", reason: dead };
  if (!switched.has(mutant.id)) {
    if (mutant.unit !== MODULE) return NOT_SWITCHABLE;
    return mutant.isStatic ? IMPORT_TIME : NO_UNIT;
  }
  return mutant.status === "NoCoverage" ? NO_COVERAGE : NOT_REACHED;
}

/** Where a mutant lies that is in no unit. */
export const MODULE = "<module>";
