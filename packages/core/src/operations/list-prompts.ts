import type { PromptsConfig } from "../config/config.js";
import type { PromptTask, PromptTemplates } from "../contracts/prompts.js";
import type { PluginOrigin, Registry } from "../plugins/registry.js";
import { OWN_TEMPLATES, USUAL_PACK } from "../prompts/choose-templates.js";
import { PROMPT_TASKS } from "../prompts/read-template.js";

/** Templates a person can choose, and whether they are in use. */
export interface PromptListing {
  /** Id of the pack; `config` for the templates in the configuration itself. */
  readonly id: string;
  readonly name: string;
  /** The plugin that brings it; null for the configuration. */
  readonly plugin: string | null;
  readonly origin: PluginOrigin;
  readonly templates: PromptTemplates;
  /** The tasks it is asked with, unless an override says otherwise for some files. */
  readonly used: readonly PromptTask[];
}

/** Every pack there is, the usual one first, and the configuration's own templates when it has some. */
export function listPrompts(
  { pack = USUAL_PACK, ...own }: PromptsConfig,
  registry: Registry,
): readonly PromptListing[] {
  const packs = registry.plugins.flatMap(({ plugin, origin }) =>
    (plugin.prompts ?? []).map((one) => ({ ...one, plugin: plugin.name, origin })),
  );
  packs.sort((a, b) => Number(b.id === USUAL_PACK) - Number(a.id === USUAL_PACK) || (a.id < b.id ? -1 : 1));
  const chosen = packs.find(({ id }) => id === pack);
  const userOf = (task: PromptTask): string =>
    own[task] !== undefined ? OWN_TEMPLATES : chosen?.templates[task] !== undefined ? pack : USUAL_PACK;
  const written = PROMPT_TASKS.some((task) => own[task] !== undefined);
  const mine = {
    id: OWN_TEMPLATES,
    name: "what the configuration says itself",
    plugin: null,
    origin: "config" as const,
  };
  return [...packs, ...(written ? [{ ...mine, templates: own }] : [])].map(
    ({ id, name, plugin, origin, templates }) => ({
      id,
      name,
      plugin,
      origin,
      templates,
      used: PROMPT_TASKS.filter((task) => userOf(task) === id),
    }),
  );
}
