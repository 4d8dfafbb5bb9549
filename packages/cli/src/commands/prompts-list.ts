import { EXIT_CODES } from "@autotest/core";
import type { Command, CommonFlags } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { padEnd, textWidth, wrap } from "../output/text-width.js";
import { promptEntries, promptOrigin } from "../prompt-entries.js";

/** Flags of `autotest prompts list`. */
export type PromptsListFlags = CommonFlags;

/** Lists the prompt packs there are, and which of them a language model is asked with. */
export const promptsListCommand: Command<PromptsListFlags> = async (_flags, invocation) => {
  const { autotest } = await openAutotest(invocation);
  const entries = promptEntries(autotest.prompts());
  const next = `autotest prompts show ${entries.find(({ used }) => used.length > 0)?.id ?? entries[0]?.id ?? "default"}`;
  if (invocation.json) {
    printDocument({ ...documentHead(EXIT_CODES.ok), prompts: entries, written: null, next }, invocation);
    return EXIT_CODES.ok;
  }
  const { style } = invocation;
  const { paint } = style;
  const width = Math.max(0, ...entries.map(({ id }) => textWidth(id)));
  for (const entry of entries) {
    const used = entry.used.length === 0 ? "" : paint.green(`  used for ${entry.used.join(", ")}`);
    invocation.print(
      `${paint.bold(padEnd(escapeText(entry.id), width))}  ${paint.dim(escapeText(promptOrigin(entry)))}${used}`,
    );
    for (const line of wrap(escapeText(entry.name), style.width - 2)) invocation.print(`  ${line}`);
  }
  if (entries.length === 0) invocation.print("no plugin brings prompts, and the configuration says nothing about them");
  if (invocation.mode !== "quiet") invocation.print(`\nnext: ${paint.cyan(next)}`);
  return EXIT_CODES.ok;
};
