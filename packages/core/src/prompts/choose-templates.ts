import type { PromptsConfig } from "../config/config.js";
import { nearestWord } from "../config/nearest-word.js";
import type { PromptPack, PromptTemplates } from "../contracts/prompts.js";
import { AutotestError } from "../errors/index.js";

/** The pack every template comes from that nobody chose otherwise. */
export const USUAL_PACK = "default";

/** What stands for the templates in the configuration itself, beside the ids of packs. */
export const OWN_TEMPLATES = "config";

/** The packs of these ids. Throws an `AutotestError` for one nobody brings. */
export async function findPacks(
  ids: readonly (string | undefined)[],
  resolve: (id: string) => Promise<PromptPack | undefined>,
  known: readonly PromptPack[],
): Promise<ReadonlyMap<string, PromptPack>> {
  const packs = new Map<string, PromptPack>();
  for (const id of ids) {
    const found = id === undefined ? undefined : await resolve(id);
    if (found !== undefined) packs.set(found.id, found);
    // The usual way of asking needs no plugin that says so.
    else if (id !== undefined && id !== USUAL_PACK)
      throw unknownPack(
        id,
        known.map((pack) => pack.id),
      );
  }
  return packs;
}

/**
 * The templates that hold: what the configuration says itself, else what the pack it names says. A task that is in neither is
 * left out, and asked as the engine is used to.
 */
export function templatesOf(
  { pack = USUAL_PACK, ...own }: PromptsConfig,
  packs: ReadonlyMap<string, PromptPack>,
): PromptTemplates {
  return { ...packs.get(pack)?.templates, ...own };
}

/** The error for a name nobody answers to, with the nearest one that somebody does. */
export function unknownPack(id: string, known: readonly string[]): AutotestError {
  const near = nearestWord(id, known);
  return new AutotestError(
    "usage",
    `unknown prompt pack: ${id}${near === undefined ? "" : ` (did you mean ${near}?)`}`,
    {
      hint: `one of: ${[...known].sort().join(", ") || "none is installed"}`,
      next: "autotest prompts list",
    },
  );
}
