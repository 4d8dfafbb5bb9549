import { EXIT_CODES, unknownPack } from "@autotest/core";
import type { Command, CommonFlags } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeLines, escapeText } from "../output/escape-text.js";
import type { PromptEntry } from "../output/json/documents.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { promptEntries, promptOrigin } from "../prompt-entries.js";

/** Flags of `autotest prompts show`. */
export interface PromptsShowFlags extends CommonFlags {
  /** Id of a pack, or `config`. */
  readonly name: string;
}

/** Shows the templates of one pack, and what is filled in. */
export const promptsShowCommand: Command<PromptsShowFlags> = async ({ name }, invocation) => {
  const { autotest } = await openAutotest(invocation);
  const entries = promptEntries(autotest.prompts());
  const found = entries.find(({ id }) => id === name);
  if (found === undefined)
    throw unknownPack(
      name,
      entries.map(({ id }) => id),
    );
  const isUsed = found.used.length > 0 || found.plugin === null;
  const next = isUsed ? "autotest generate --show-prompt" : `autotest prompts use ${found.id}`;
  if (invocation.json) {
    printDocument({ ...documentHead(EXIT_CODES.ok), prompts: [found], written: null, next }, invocation);
    return EXIT_CODES.ok;
  }
  const { paint } = invocation.style;
  invocation.print(`${paint.bold(escapeText(found.id))}  ${paint.dim(escapeText(promptOrigin(found)))}`);
  if (invocation.mode !== "quiet") invocation.print(escapeText(found.name));
  for (const template of found.templates) {
    const isAsked = found.used.includes(template.task);
    invocation.print(`\n${paint.bold(template.task)}${isAsked ? "" : paint.dim(" (not in use)")}`);
    for (const line of escapeLines(template.text).replace(/\n$/, "").split("\n")) invocation.print(`  ${line}`);
    invocation.print(paint.dim(namesOf(template)));
  }
  if (invocation.mode !== "quiet") invocation.print(`\nnext: ${paint.cyan(next)}`);
  return EXIT_CODES.ok;
};

function namesOf({ placeholders, untouched }: PromptEntry["templates"][number]): string {
  const listed = (names: readonly string[]): string => names.map((one) => `{${one}}`).join(" ");
  const stays = untouched.length === 0 ? "" : `; stays as it is: ${listed(untouched)}`;
  return `filled in: ${placeholders.length === 0 ? "nothing" : listed(placeholders)}${stays}`;
}
