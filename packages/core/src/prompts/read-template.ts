import { nearestWord } from "../config/nearest-word.js";
import type { PromptTask } from "../contracts/prompts.js";

/** Every task there is a template for. */
export const PROMPT_TASKS: readonly PromptTask[] = ["unit_test", "kill_mutant"];

/** The names a template may use in braces. */
export const PLACEHOLDERS: readonly string[] = ["language", "framework", "code", "diff"];

/** Single words in braces: `{code}`, but neither `{}` nor `{ code }` nor `{x: 1}`. */
const NAMED: RegExp = /\{([a-z_]+)\}/gi;

/** What of a template is filled in, and what in braces stays as it is; each name once, in order. */
export interface TemplateNames {
  readonly placeholders: readonly string[];
  readonly untouched: readonly string[];
}

/** Reads the names in braces of a template. */
export function readTemplate(template: string): TemplateNames {
  const names = [...new Set([...template.matchAll(NAMED)].map(([, name = ""]) => name))];
  return {
    placeholders: names.filter((name) => PLACEHOLDERS.includes(name)),
    untouched: names.filter((name) => !PLACEHOLDERS.includes(name)),
  };
}

/** The first name of a template that is most likely a slip of a placeholder, with the one that was meant; null without one. */
export function findSlip(template: string): { readonly name: string; readonly meant: string } | null {
  for (const name of readTemplate(template).untouched) {
    const meant =
      nearestWord(name, PLACEHOLDERS) ??
      PLACEHOLDERS.find((known) => name.length > 2 && known.startsWith(name.toLowerCase()));
    if (meant !== undefined) return { name, meant };
  }
  return null;
}

/** What is wrong with a template, in words that stand behind its key; null when nothing is. */
export function complainAboutTemplate(template: string): string | null {
  const slip = findSlip(template);
  if (slip === null) return null;
  const names = PLACEHOLDERS.map((known) => `{${known}}`).join(" ");
  return `has {${slip.name}}, did you mean {${slip.meant}}? The names are ${names}`;
}
