import type { ConfigIssue } from "../errors/config-error.js";
import type { PluginHooks } from "../hooks/hooks.js";
import type { Report } from "../model/index.js";
import type { Engine } from "./engine.js";
import type { Framework, NewFile } from "./framework.js";
import type { Language } from "./language.js";
import type { ModelProvider } from "./model.js";
import type { MutationBackend } from "./mutation.js";
import type { PromptPack } from "./prompts.js";

/** The plugin contract this core speaks. */
export const API_VERSION = 1;

/** What a plugin package's default export returns. */
export interface Plugin {
  /** The npm name, checked against its package.json. */
  readonly name: string;
  readonly version: string;
  readonly apiVersion: 1;
  readonly languages?: readonly Language[];
  readonly frameworks?: readonly Framework[];
  readonly engines?: readonly Engine[];
  readonly models?: readonly ModelProvider[];
  readonly mutators?: readonly MutationBackend[];
  readonly ciTemplates?: readonly CiTemplate[];
  readonly reporters?: readonly Reporter[];
  readonly prompts?: readonly PromptPack[];
  /**
   * What is wrong with its settings, `options.<package short name>` of the configuration; keys are relative to them. Asked
   * before anything else, with what is written there; not asked when nothing is.
   */
  checkOptions?(options: { readonly [key: string]: unknown }): readonly ConfigIssue[];
  /** Taps only. */
  apply?(hooks: PluginHooks): void;
}

/** The default export of a plugin package. */
export type PluginFactory = () => Plugin;

/** Files for a CI system. */
export interface CiTemplate {
  readonly id: string;
  readonly name: string;
  render(request: CiRequest): readonly CiFile[];
}

/** What the files should do. */
export interface CiRequest {
  /** Ids of the languages of the project. */
  readonly languages: readonly string[];
  /** How autotest is started there, without a verb: `npx --yes @autotest/cli@1.2.3`. */
  readonly command: string;
  /** Least percent of changed lines that tests run; null: no limit. */
  readonly minCoverage: number | null;
  /** Most goals of the change that no test meets; null: no limit. */
  readonly maxOpenGoals: number | null;
  /** Whether a missed limit stops the change from being merged. */
  readonly required: boolean;
  /** Whether the change gets a comment, where the system has need of one. */
  readonly comment: boolean;
  /** Whether missing tests are offered as a patch. */
  readonly suggest: boolean;
}

/** A file a CI system reads. Core lets them be written where CI files live, and nowhere else. */
export interface CiFile extends NewFile {
  /** What to do by hand where the file is there already. */
  readonly otherwise?: string;
}

/** A way to show a report. Changes no result. */
export interface Reporter {
  readonly id: string;
  render(report: Report): string;
}
