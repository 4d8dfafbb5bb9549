import { PROMPT_TASKS, type PromptListing, readTemplate } from "@autotest/core";
import type { PromptEntry } from "./output/json/documents.js";

/** The packs with what their templates name, as documents and texts show them. */
export function promptEntries(listings: readonly PromptListing[]): readonly PromptEntry[] {
  return listings.map(({ templates, ...rest }) => ({
    ...rest,
    templates: PROMPT_TASKS.flatMap((task) => {
      const text = templates[task];
      return text === undefined ? [] : [{ task, text, ...readTemplate(text) }];
    }),
  }));
}

/** Where a pack comes from, in words. */
export function promptOrigin({ plugin, origin }: PromptEntry): string {
  if (plugin === null) return "written in the configuration";
  return origin === "bundled" ? "comes with autotest" : `from ${plugin}`;
}
