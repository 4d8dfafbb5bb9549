import type { ProposeRequest } from "@autotest/core";
import { buildReceivers } from "./draw/build-receivers.js";
import { withFiles } from "./draw/draw-files.js";
import { surround } from "./draw/draw-surroundings.js";
import { createPools } from "./draw/pools.js";
import { readError } from "./draw/read-error.js";
import { borrowArguments } from "./hunt/borrow-arguments.js";
import { callBefore } from "./hunt/call-before.js";
import { findTargets } from "./ledger/find-targets.js";
import { withoutExamples, withoutPatterns, withoutShapes } from "./look-away.js";
import { habitsOf, NO_HABITS } from "./oracles/habits.js";
import { settleSurroundings } from "./oracles/settle-surroundings.js";
import { findProperties } from "./properties/find-properties.js";
import { shrink } from "./shrink/shrink.js";
import { findKillers } from "./strengthen/find-killers.js";
import { moreAssertions } from "./strengthen/more-assertions.js";
import { siftAssertions } from "./strengthen/sift-assertions.js";
import { followOperands } from "./vary/follow-operands.js";

/** The parts of the engine that it can do without, as the functions that do them. */
interface Parts {
  readonly borrowArguments: typeof borrowArguments;
  readonly callBefore: typeof callBefore;
  readonly buildReceivers: typeof buildReceivers;
  readonly createPools: typeof createPools;
  readonly findKillers: typeof findKillers;
  readonly findProperties: typeof findProperties;
  readonly findTargets: typeof findTargets;
  readonly followOperands: typeof followOperands;
  readonly habitsOf: typeof habitsOf;
  readonly moreAssertions: typeof moreAssertions;
  readonly readError: typeof readError;
  readonly settleSurroundings: typeof settleSurroundings;
  readonly shrink: typeof shrink;
  readonly siftAssertions: typeof siftAssertions;
  readonly surround: typeof surround;
  readonly withFiles: typeof withFiles;
}

/** What the engine does in its own ways: the parts, and what it sees of a request. */
export interface Techniques extends Parts {
  readonly look: (request: ProposeRequest) => ProposeRequest;
}

/** A technique, by the word that leaves it out. */
export type TechniqueName =
  | "types"
  | "examples"
  | "patterns"
  | "constants"
  | "operands"
  | "errors"
  | "borrowing"
  | "receivers"
  | "sequences"
  | "surroundings"
  | "properties"
  | "shrinking"
  | "mutants"
  | "sifting";

/** What takes the place of a technique: a request without what it looks at, or parts that do nothing. */
type Absence = Partial<Techniques>;

const ABSENCES: { readonly [name in TechniqueName]: Absence } = {
  types: { look: withoutShapes },
  examples: { look: withoutExamples },
  patterns: { look: withoutPatterns },
  constants: { createPools: (_units, _constants, dialect) => ({ ...createPools([], [], dialect), add: () => {} }) },
  operands: { followOperands: () => [] },
  errors: { readError: () => [] },
  borrowing: { borrowArguments: async () => {} },
  receivers: { buildReceivers: async () => {} },
  sequences: {
    callBefore: async () => {},
    findTargets: (...given) => findTargets(...given).map((target) => ({ ...target, writers: [], fields: [] })),
  },
  surroundings: { surround: (scenario) => scenario, settleSurroundings: async (chosen) => chosen, withFiles: () => [] },
  properties: {
    findProperties: async () => [],
    habitsOf: (ledger) =>
      new Map([...habitsOf(ledger)].map(([name, { answers }]) => [name, { ...NO_HABITS, answers }])),
  },
  shrinking: { shrink: async (chosen) => chosen },
  mutants: { findKillers: async () => [], moreAssertions: () => [] },
  sifting: { siftAssertions: (assertions) => assertions },
};

/** All techniques, in the order in which they come into play. */
export const TECHNIQUE_NAMES: readonly TechniqueName[] = Object.keys(ABSENCES) as TechniqueName[];

/** The engine's ways without those named. */
export function techniquesWithout(names: readonly TechniqueName[]): Techniques {
  const parts: Parts = {
    borrowArguments,
    callBefore,
    buildReceivers,
    createPools,
    findKillers,
    findProperties,
    findTargets,
    followOperands,
    habitsOf,
    moreAssertions,
    readError,
    settleSurroundings,
    shrink,
    siftAssertions,
    surround,
    withFiles,
  };
  const absences = names.map((name) => ABSENCES[name]);
  const look: Techniques["look"] = (request) =>
    absences.reduce((seen, absence) => absence.look?.(seen) ?? seen, request);
  return Object.assign({}, parts, ...absences, { look });
}
