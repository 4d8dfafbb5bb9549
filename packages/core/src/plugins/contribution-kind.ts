import type {
  CiTemplate,
  Engine,
  Framework,
  Language,
  ModelProvider,
  MutationBackend,
  Plugin,
  PromptPack,
  Reporter,
} from "../contracts/index.js";
import type { Hooks } from "../hooks/hooks.js";

/** The lists a plugin may bring. */
export interface Contributions {
  readonly languages: readonly Language[];
  readonly frameworks: readonly Framework[];
  readonly engines: readonly Engine[];
  readonly models: readonly ModelProvider[];
  readonly mutators: readonly MutationBackend[];
  readonly ciTemplates: readonly CiTemplate[];
  readonly reporters: readonly Reporter[];
  readonly prompts: readonly PromptPack[];
}

/** The key of one list in a {@link Plugin}. */
export type ContributionKind = keyof Contributions & keyof Plugin;

/** What core has to know about a kind of contribution. */
export interface KindFacts {
  /** For messages: `language`. */
  readonly noun: string;
  /** The bail hook that answers for an id. */
  readonly hook: Extract<keyof Hooks, `resolve${string}`>;
  /** Functions every contribution of this kind has. */
  readonly functions: readonly string[];
  /** Texts every contribution of this kind has, besides `id`. */
  readonly texts: readonly string[];
}

/** Every kind, in the order `autotest plugins` lists them. */
export const CONTRIBUTION_KINDS: { readonly [K in ContributionKind]: KindFacts } = {
  languages: {
    noun: "language",
    hook: "resolveLanguage",
    functions: ["analyze", "openProbe", "print", "check"],
    texts: ["name"],
  },
  frameworks: {
    noun: "framework",
    hook: "resolveFramework",
    functions: ["detect", "place", "emit", "readHeader", "run", "check", "scaffold"],
    texts: ["name", "language"],
  },
  engines: { noun: "engine", hook: "resolveEngine", functions: ["propose"], texts: [] },
  models: { noun: "model provider", hook: "resolveModel", functions: ["open"], texts: [] },
  mutators: { noun: "mutation backend", hook: "resolveMutator", functions: ["check", "run"], texts: ["name"] },
  ciTemplates: { noun: "CI template", hook: "resolveCiTemplate", functions: ["render"], texts: ["name"] },
  reporters: { noun: "reporter", hook: "resolveReporter", functions: ["render"], texts: [] },
  prompts: { noun: "prompt pack", hook: "resolvePromptPack", functions: [], texts: ["name"] },
};

/** The keys of {@link CONTRIBUTION_KINDS}. */
export const KIND_NAMES: readonly ContributionKind[] = Object.keys(CONTRIBUTION_KINDS) as ContributionKind[];
