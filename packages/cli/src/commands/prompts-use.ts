import { resolve } from "node:path";
import { EXIT_CODES, OWN_TEMPLATES, unknownPack } from "@autotest/core";
import { saveSetting } from "../config/save-setting.js";
import type { Command, CommonFlags } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { promptEntries } from "../prompt-entries.js";

/** Flags of `autotest prompts use`. */
export interface PromptsUseFlags extends CommonFlags {
  /** Id of a pack. */
  readonly name: string;
}

/** Writes into the project's configuration which pack is used; nothing else of the file changes. */
export const promptsUseCommand: Command<PromptsUseFlags> = async ({ name }, invocation) => {
  const { root, source, autotest } = await openAutotest(invocation);
  const packs = promptEntries(autotest.prompts()).filter(({ plugin }) => plugin !== null);
  if (!packs.some(({ id }) => id === name))
    throw unknownPack(
      name,
      packs.map(({ id }) => id),
    );
  const file = source === null ? null : resolve(invocation.cwd, source);
  const saved = await saveSetting({ root, file, path: ["prompts", "pack"], value: name });
  const now = (await openAutotest(invocation)).autotest.prompts();
  const own = now.find(({ id }) => id === OWN_TEMPLATES)?.used ?? [];
  const entries = promptEntries(now.filter(({ id }) => id === name));
  const next = "autotest generate --show-prompt";
  if (invocation.json) {
    printDocument(
      { ...documentHead(EXIT_CODES.ok), prompts: entries, written: saved.changed ? saved.name : null, next },
      invocation,
    );
    return EXIT_CODES.ok;
  }
  const { paint } = invocation.style;
  const done = saved.changed
    ? `${name} is used from now on, says ${saved.name}`
    : `${saved.name} says so already: ${name}`;
  invocation.print(paint.bold(escapeText(done)));
  if (own.length > 0)
    invocation.print(paint.yellow(`${own.join(", ")}: written out in the configuration, and that wins over the pack`));
  if (invocation.mode !== "quiet") invocation.print(`next: ${paint.cyan(next)}`);
  return EXIT_CODES.ok;
};
