import { AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook, SyncHook } from "tapable";
import type {
  CiTemplate,
  Engine,
  Framework,
  Language,
  ModelProvider,
  MutationBackend,
  PromptPack,
  Reporter,
} from "../contracts/index.js";
import type { Candidate, Goal, Report, SourceFile, SuiteFile, Unit } from "../model/index.js";
import { attributeTaps } from "./attribute-taps.js";
import type { RunEvent } from "./event.js";

/** Every seam of a run. `resolve*` answers with a contribution; the rest carry the flowing value they are named after. */
export interface Hooks {
  readonly resolveLanguage: AsyncSeriesBailHook<[id: string], Language | undefined>;
  readonly resolveFramework: AsyncSeriesBailHook<[id: string], Framework | undefined>;
  readonly resolveEngine: AsyncSeriesBailHook<[id: string], Engine | undefined>;
  readonly resolveModel: AsyncSeriesBailHook<[id: string], ModelProvider | undefined>;
  readonly resolveMutator: AsyncSeriesBailHook<[id: string], MutationBackend | undefined>;
  readonly resolveCiTemplate: AsyncSeriesBailHook<[id: string], CiTemplate | undefined>;
  readonly resolveReporter: AsyncSeriesBailHook<[id: string], Reporter | undefined>;
  readonly resolvePromptPack: AsyncSeriesBailHook<[id: string], PromptPack | undefined>;
  readonly files: AsyncSeriesWaterfallHook<[readonly SourceFile[]]>;
  readonly units: AsyncSeriesWaterfallHook<[readonly Unit[]]>;
  readonly goals: AsyncSeriesWaterfallHook<[readonly Goal[]]>;
  readonly prompt: AsyncSeriesWaterfallHook<[string]>;
  readonly candidates: AsyncSeriesWaterfallHook<[readonly Candidate[]]>;
  readonly suite: AsyncSeriesWaterfallHook<[SuiteFile]>;
  readonly report: AsyncSeriesHook<[Report]>;
  readonly event: SyncHook<[RunEvent]>;
}

/** What a plugin gets of a hook: it may tap, never call. */
export type TapOnly<H> = Pick<
  H,
  Extract<keyof H, "tap" | "tapAsync" | "tapPromise" | "intercept" | "isUsed" | "withOptions">
>;

/** The hooks as plugins see them. */
export type PluginHooks = { readonly [K in keyof Hooks]: TapOnly<Hooks[K]> };

/** The hooks whose taps have to give a value back. */
const WATERFALLS: readonly (keyof Hooks)[] = ["files", "units", "goals", "prompt", "candidates", "suite"];

/** A fresh set of hooks for one run. Whatever a tap throws comes out as a `HookError` that names its plugin. */
export function createHooks(): Hooks {
  const hooks: Hooks = {
    resolveLanguage: new AsyncSeriesBailHook(["id"]),
    resolveFramework: new AsyncSeriesBailHook(["id"]),
    resolveEngine: new AsyncSeriesBailHook(["id"]),
    resolveModel: new AsyncSeriesBailHook(["id"]),
    resolveMutator: new AsyncSeriesBailHook(["id"]),
    resolveCiTemplate: new AsyncSeriesBailHook(["id"]),
    resolveReporter: new AsyncSeriesBailHook(["id"]),
    resolvePromptPack: new AsyncSeriesBailHook(["id"]),
    files: new AsyncSeriesWaterfallHook(["files"]),
    units: new AsyncSeriesWaterfallHook(["units"]),
    goals: new AsyncSeriesWaterfallHook(["goals"]),
    prompt: new AsyncSeriesWaterfallHook(["prompt"]),
    candidates: new AsyncSeriesWaterfallHook(["candidates"]),
    suite: new AsyncSeriesWaterfallHook(["suite"]),
    report: new AsyncSeriesHook(["report"]),
    event: new SyncHook(["event"]),
  };
  for (const name of hookNames(hooks)) attributeTaps(hooks[name], name, { waterfall: WATERFALLS.includes(name) });
  return hooks;
}

/** The names of all hooks. */
export function hookNames(hooks: Hooks): readonly (keyof Hooks)[] {
  return Object.keys(hooks) as (keyof Hooks)[];
}
