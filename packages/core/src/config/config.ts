import type { ModelConnection, ModelParameters, PromptTemplates } from "../contracts/index.js";
import type { BudgetLimits } from "../language-model/budget.js";
import type { ModelPrice } from "../language-model/price.js";
import type { ModelCacheMode } from "../language-model/with-cache.js";
import type { Sandbox } from "../ports/isolation/isolation.js";

/** The settings of a project, as written: every key is optional. What a key does without being written is in `defaultConfig`. */
export interface Config {
  /** Where editors find the schema; ignored. */
  readonly $schema?: string;
  /** One language id; the same as `languages` with one entry. */
  readonly language?: string;
  /** Ids of the languages to look for. Default: all that are installed. */
  readonly languages?: readonly string[];
  /** One framework id; the same as `frameworks` with one entry. */
  readonly framework?: string;
  /** Ids of the test frameworks to write for. Default: the one the project uses. */
  readonly frameworks?: readonly string[];
  /** Files and folders to test, relative to the project. Default `["."]`. */
  readonly include?: readonly string[];
  /** Glob patterns of files never to test. Default none. */
  readonly exclude?: readonly string[];
  readonly tests?: TestsConfig;
  /** Engines in the order they are asked. Default `["search", "model"]`; one that is not installed is passed over. */
  readonly engines?: readonly string[];
  readonly search?: SearchConfig;
  /** Files worked on side by side. Default 2. */
  readonly concurrency?: number;
  /**
   * How children that run the project's code are held. `auto`: as strictly as this machine can. `require`: in namespaces or
   * not at all. `off` is left to the command line and the user's own configuration. Default `auto`.
   */
  readonly sandbox?: Sandbox;
  /** Package names, or paths starting with `./`. Switches the discovery of plugins off. */
  readonly plugins?: readonly string[];
  readonly prompts?: PromptsConfig;
  readonly model?: ModelConfig;
  readonly mutate?: MutateConfig;
  /** Settings of single plugins by short name (`fw-pytest`, `lang-python`); what they mean is the plugin's affair. */
  readonly options?: { readonly [plugin: string]: { readonly [key: string]: unknown } };
  /** Settings for some files. Where several fit a file, the later one wins, key by key. */
  readonly overrides?: readonly OverrideConfig[];
}

/** Where and how tests are written. */
export interface TestsConfig {
  /** Test folder relative to the project. Default: the one the project has, else what the framework is used to. */
  readonly directory?: string;
  /** `bdd`: describe/it, test functions. `tdd` and `xunit`: suite/test, test classes. Default `auto`: as the existing tests. */
  readonly style?: "auto" | "bdd" | "tdd" | "xunit";
  /** `mirror`: the source tree again below the test folder. `flat`: no folders. `beside`: next to the source. Default `auto`: as the existing tests. Handed to frameworks; not all of them read it yet. */
  readonly placement?: "auto" | "mirror" | "flat" | "beside";
}

/** What the search engine may spend. */
export interface SearchConfig {
  /** Upper limit by the clock for one file. Default 10. */
  readonly seconds?: number;
  /** Calls of the code under test for one file. Default 60,000. */
  readonly calls?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Prompt templates, read by the model engine. Those written here win over those of the pack. */
export interface PromptsConfig extends PromptTemplates {
  /** Id of a prompt pack some plugin brings. Default: the engine's own templates. */
  readonly pack?: string;
}

/** The language model. Without `name` none is asked. What the user's own file says here wins over the project's. */
export interface ModelConfig {
  /** Id of an installed model provider, e.g. `openai`. Default: the one that is installed. */
  readonly provider?: string;
  /** The provider's name of the model. */
  readonly name?: string;
  /** Address of a compatible server. User-level configuration only. */
  readonly baseUrl?: string;
  /** Environment variable that holds the key. User-level configuration only. */
  readonly apiKeyVariable?: string;
  /** The key itself. User-level configuration only, never in a project file. */
  readonly apiKey?: string;
  /** Default `auto`: as the server likes it. */
  readonly api?: ModelConnection["api"];
  /** Default: as the server has it. */
  readonly temperature?: NonNullable<ModelParameters["temperature"]>;
  /** How long it thinks. Default: as the server has it. */
  readonly effort?: NonNullable<ModelParameters["effort"]>;
  readonly verbosity?: NonNullable<ModelParameters["verbosity"]>;
  /** Whether answers are kept and used again. Default `auto`. */
  readonly cache?: ModelCacheMode;
  /** Hard limits of one run. Default: none. A project file can only lower them. */
  readonly budget?: BudgetLimits;
  /** US dollars per million tokens, by name of the model. User-level configuration only. */
  readonly prices?: { readonly [model: string]: ModelPrice };
  /** Questions asked at the same time. Default 4. A project file can only lower it. */
  readonly parallel?: number;
  readonly deadline?: DeadlineConfig;
}

/** How long to wait for a model, in seconds. A project file can only lower it. */
export interface DeadlineConfig {
  /** For one question with all its tries. Default 120. */
  readonly total?: number;
  /** Until an answer begins. Default 60. */
  readonly first?: number;
  /** Between two parts of an answer. Default 30. */
  readonly idle?: number;
}

/** Mutation testing. Read by the `mutate` command. */
export interface MutateConfig {
  /** Id of an installed mutation backend, e.g. `stryker`. Default: the one for the language. */
  readonly backend?: string;
  /** Least mutation score in percent; below it the command ends with exit code 1. Default: none. */
  readonly minimum?: number;
  /** `file`: tests that kill mutants get a file of their own. `merge`: they go into the suite of the units, where that is one of ours. Default `file`. */
  readonly placement?: "file" | "merge";
  /** Survivors that somebody looked at and lets live; no test is looked for. Default: none. */
  readonly accept?: readonly AcceptedMutant[];
}

/** A mutant that may survive. */
export interface AcceptedMutant {
  /** As `autotest mutate` says it; the same after edits elsewhere. */
  readonly id: string;
  /** Why, for whoever reads the report. */
  readonly reason: string;
}

/** What may differ for some files. What a run is told (`--framework`, `--seed`) wins over it. */
export interface OverrideConfig {
  /** Glob patterns as in `exclude`, relative to the project. */
  readonly files: readonly string[];
  readonly framework?: string;
  readonly tests?: TestsConfig;
  readonly engines?: readonly string[];
  readonly search?: SearchConfig;
  readonly prompts?: PromptsConfig;
}
