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
import { PluginLoadError, type PluginProblem } from "../errors/plugin-load-error.js";
import { CONTRIBUTION_KINDS, type Contributions, KIND_NAMES } from "./contribution-kind.js";

/** Where a plugin came from: the configuration, the project's dependencies, the CLI's own set, or the caller's code. */
export type PluginOrigin = "config" | "project" | "bundled" | "given";

/** A plugin that passed validation. */
export interface LoadedPlugin {
  readonly plugin: Plugin;
  readonly origin: PluginOrigin;
  /** Its folder or file, absolute, when it was found on disk. */
  readonly path?: string;
}

/** One line of `autotest plugins`. */
export interface PluginSummary {
  readonly name: string;
  readonly version: string;
  readonly origin: PluginOrigin;
  /** `language python`, `framework pytest`, ... and `hooks` when it taps. */
  readonly contributions: readonly string[];
}

/** Everything the loaded plugins bring, by id. Frozen. */
export interface Registry extends Contributions {
  readonly plugins: readonly LoadedPlugin[];
  language(id: string): Language | undefined;
  /** The language of a file name, by the longest extension that fits (`.d.ts` before `.ts`). */
  languageFor(path: string): Language | undefined;
  framework(id: string): Framework | undefined;
  /** Frameworks that test a language, in loading order. */
  frameworksFor(language: string): readonly Framework[];
  engine(id: string): Engine | undefined;
  model(id: string): ModelProvider | undefined;
  mutator(id: string): MutationBackend | undefined;
  ciTemplate(id: string): CiTemplate | undefined;
  reporter(id: string): Reporter | undefined;
  promptPack(id: string): PromptPack | undefined;
  /** What `autotest plugins` shows, sorted by name. */
  list(): readonly PluginSummary[];
}

/** Puts plugins together. Throws a `PluginLoadError` when two claim one id, one extension or one name. */
export function createRegistry(loaded: readonly LoadedPlugin[]): Registry {
  const problems = findClashes(loaded);
  if (problems.length > 0) throw new PluginLoadError(problems);
  const all = <K extends keyof Contributions>(kind: K): Contributions[K] =>
    Object.freeze(
      loaded.flatMap(({ plugin }) => (plugin[kind] ?? []) as Contributions[K][number][]),
    ) as unknown as Contributions[K];
  const contributions: Contributions = {
    languages: all("languages"),
    frameworks: all("frameworks"),
    engines: all("engines"),
    models: all("models"),
    mutators: all("mutators"),
    ciTemplates: all("ciTemplates"),
    reporters: all("reporters"),
    prompts: all("prompts"),
  };
  const { languages, frameworks } = contributions;
  return Object.freeze({
    ...contributions,
    plugins: Object.freeze([...loaded]),
    language: byId(languages),
    languageFor: (path: string) => longestExtension(languages, path),
    framework: byId(frameworks),
    frameworksFor: (language: string) => frameworks.filter((framework) => framework.language === language),
    engine: byId(contributions.engines),
    model: byId(contributions.models),
    mutator: byId(contributions.mutators),
    ciTemplate: byId(contributions.ciTemplates),
    reporter: byId(contributions.reporters),
    promptPack: byId(contributions.prompts),
    list: () => loaded.map(summarize).sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
}

function byId<T extends { readonly id: string }>(items: readonly T[]): (id: string) => T | undefined {
  const index = new Map(items.map((item) => [item.id, item]));
  return (id) => index.get(id);
}

function longestExtension(languages: readonly Language[], path: string): Language | undefined {
  const name = path.toLowerCase();
  const fitting = languages.flatMap((language) =>
    language.extensions.filter((extension) => name.endsWith(extension)).map((extension) => ({ language, extension })),
  );
  return fitting.sort((a, b) => b.extension.length - a.extension.length)[0]?.language;
}

function summarize({ plugin, origin }: LoadedPlugin): PluginSummary {
  const contributions = KIND_NAMES.flatMap((kind) =>
    (plugin[kind] ?? []).map(({ id }) => `${CONTRIBUTION_KINDS[kind].noun} ${id}`),
  );
  if (plugin.apply !== undefined) contributions.push("hooks");
  return { name: plugin.name, version: plugin.version, origin, contributions };
}

/** Two owners of one thing: nobody can say which was meant. */
function findClashes(loaded: readonly LoadedPlugin[]): readonly PluginProblem[] {
  const owners = new Map<string, string>();
  const problems: PluginProblem[] = [];
  const claim = (what: string, plugin: string): void => {
    const first = owners.get(what);
    if (first === undefined) owners.set(what, plugin);
    else
      problems.push({
        plugin,
        code: "clash",
        message: first === plugin ? `claims ${what} twice` : `claims ${what}, and so does ${first}`,
        fix: first === plugin ? `Report it to the author of ${plugin}.` : `Remove one of them: ${first} or ${plugin}.`,
      });
  };
  for (const { plugin } of loaded) {
    claim(`the name ${plugin.name}`, plugin.name);
    for (const kind of KIND_NAMES)
      for (const { id } of plugin[kind] ?? []) claim(`${CONTRIBUTION_KINDS[kind].noun} "${id}"`, plugin.name);
    for (const { extensions } of plugin.languages ?? [])
      for (const extension of extensions) claim(`files ending in ${extension}`, plugin.name);
  }
  return problems;
}
