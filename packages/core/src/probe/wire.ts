import type { ClassInfo, Compare, Mutant, ProbeOpened } from "../contracts/probe.js";
import type { CodeScenario, GoalKind, Observation, Scenario, Shape } from "../model/index.js";

/**
 * The protocol between core and a probe runtime, the same for every language. One JSON object per line, UTF-8; requests
 * on descriptor 3 of the child, replies on descriptor 4, answered in order, `id` echoed. Descriptors 0 to 2 belong to the
 * code under test: 0 is null, 1 and 2 are captured.
 */
export type WireRequest = WireOpen | WireRun | WireMutants | WireClose;

/** Load one file, instrumented. `settings` is the language's own. */
export interface WireOpen {
  readonly id: number;
  readonly op: "open";
  /** Absolute path in the workspace. */
  readonly file: string;
  /** Workspace root, absolute. */
  readonly root: string;
  /** Private folder the code may write to, absolute. */
  readonly scratch: string;
  readonly seed: number;
  readonly fuel: number;
  readonly settings: { readonly [key: string]: unknown };
}

/** Run scenarios in order. */
export interface WireRun {
  readonly id: number;
  readonly op: "run";
  readonly reply: "novelty" | "full";
  readonly compares: boolean;
  /** Upper limit of fuel per scenario, where the one of `open` is higher. */
  readonly fuel?: number;
  readonly world?: { readonly epoch: number; readonly seed: number };
  /**
   * Index of the mutant in force for the whole batch; absent: none. The child may be a new one that was never asked for the
   * list. One for each scenario only where the list of mutants said `mixed`.
   */
  readonly mutant?: number | readonly number[];
  /** True: each line also carries `reached`. Never together with `mutant`. */
  readonly reach?: boolean;
  /** Ref of the unit whose results are spoiled. Like `mutant`: every line has its observation, `hit` is empty, and `spoiled`. */
  readonly spoil?: string;
  readonly batch: readonly (Scenario | CodeScenario)[];
}

/**
 * List the mutants. The runtime prepares them only now (or at the first `run` with `mutant` or `reach`), so that the search
 * keeps its speed. A runtime without mutants answers with an empty list.
 */
export interface WireMutants {
  readonly id: number;
  readonly op: "mutants";
}

/** End; the child exits with code 0. */
export interface WireClose {
  readonly id: number;
  readonly op: "close";
}

/** Answer to `open`. */
export type WireOpened =
  | {
      readonly id: number;
      readonly ok: true;
      readonly runtime: string;
      /** In index order. */
      readonly goals: readonly WireGoal[];
      readonly hitOnImport: readonly number[];
      readonly classes: readonly ClassInfo[];
      readonly shapes: { readonly [unit: string]: { readonly [parameter: string]: readonly Shape[] } };
      readonly effects: readonly string[];
      readonly state?: ProbeOpened["state"];
    }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

/** Answer to `mutants`: one line. `index` is the position in the list and the same in every child of the same file. */
export interface WireMutantList {
  readonly id: number;
  readonly mutants: readonly Mutant[];
  /** True: a batch may name a mutant for each of its scenarios. Default false: core sends a batch per mutant. */
  readonly mixed?: boolean;
}

/** A goal as the runtime numbers it; core adds id, index and path. */
export interface WireGoal {
  readonly kind: GoalKind;
  readonly unit: string;
  readonly line: number;
  readonly entry?: number;
  readonly condition: string;
  readonly arm: string;
}

/**
 * Answers to `run`: one line per scenario as soon as it ran, so that a dying child names the scenario that killed it.
 * In `novelty` mode a run of scenarios with nothing new may be skipped: `n` says which one this line is about, and the
 * last line of the batch carries `done`. With a mutant in force, or `reach`, every scenario has its line and observation;
 * with a mutant `hit` is empty, `novel` false, and nothing it does counts as seen.
 */
export interface WireResult {
  readonly id: number;
  /** Position in the batch. */
  readonly n: number;
  readonly hit: readonly number[];
  readonly novel: boolean;
  readonly observation?: Observation;
  readonly compares?: readonly Compare[];
  readonly reached?: readonly number[];
  readonly spoiled?: boolean;
}

/** Sent before a scenario starts when the previous line was longer than 50 ms ago, so a hang can be told from a slow batch. */
export interface WireStarted {
  readonly id: number;
  readonly started: number;
}

/** Ends a batch. */
export interface WireDone {
  readonly id: number;
  readonly done: true;
  /** Scenarios that ran; fewer than the batch held when the runtime stopped because one left traces. */
  readonly ran: number;
  /** Module state changed for good: core restarts the child before the next batch. */
  readonly polluted: boolean;
  /** Points that the code passed while the batch ran, as fuel counts them. Default 0. */
  readonly spent?: number;
}

/** Any line a runtime sends. */
export type WireReply = WireOpened | WireResult | WireStarted | WireDone | WireMutantList;
