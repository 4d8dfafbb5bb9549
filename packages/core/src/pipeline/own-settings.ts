import type { Engine, Framework, Project, PromptTemplates } from "../contracts/index.js";
import type { RunSettings } from "./run-state.js";

/** What some files have of their own, in place of the settings of the run. */
export interface OwnSettings {
  /** The same for files that have the same. */
  readonly key: string;
  /** For files of its language. */
  readonly framework?: Framework;
  readonly engines?: readonly Engine[];
  readonly options?: Project["options"];
  readonly prompts?: PromptTemplates;
  readonly seed?: number;
  readonly seconds?: number;
  readonly calls?: number;
}

/** The settings as they hold for one file: those of the run, and over them what the file has of its own. */
export function settingsFor(path: string, settings: RunSettings): RunSettings {
  const own = settings.overrides?.(path);
  if (own === undefined || own === null) return settings;
  const { key: _key, framework, options, ...rest } = own;
  return {
    ...settings,
    ...rest,
    ...(framework === undefined ? {} : { frameworks: firstOf(framework, settings.frameworks) }),
    ...(options === undefined ? {} : { project: { ...settings.project, options } }),
  };
}

/** The one framework of its language, and all of the others. */
function firstOf(framework: Framework, all: readonly Framework[]): readonly Framework[] {
  return [framework, ...all.filter(({ language }) => language !== framework.language)];
}
