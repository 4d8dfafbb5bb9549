import { EXIT_CODES } from "@autotest/core";
import type { Command, CommonFlags } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { padEnd, textWidth, wrap } from "../output/text-width.js";

/** Flags of `autotest plugins`. */
export type PluginsFlags = CommonFlags;

const ORIGINS: { readonly [origin: string]: string } = {
  bundled: "comes with autotest",
  project: "found in the project's dependencies",
  config: "named in the configuration",
  given: "handed in",
};

const NEXT = "autotest doctor";

/** Lists the plugins in use. */
export const pluginsCommand: Command<PluginsFlags> = async (_flags, invocation) => {
  const { autotest } = await openAutotest(invocation);
  const plugins = autotest.plugins();
  if (invocation.json) {
    printDocument(
      {
        ...documentHead(EXIT_CODES.ok),
        plugins: plugins.map((one) => ({ ...one, contributions: [...one.contributions] })),
        next: NEXT,
      },
      invocation,
    );
    return EXIT_CODES.ok;
  }
  const { style } = invocation;
  const { paint } = style;
  const width = Math.max(0, ...plugins.map((plugin) => textWidth(plugin.name)));
  for (const { name, version, origin, contributions } of plugins) {
    invocation.print(
      `${paint.bold(padEnd(escapeText(name), width))}  ${escapeText(version)}  ${paint.dim(ORIGINS[origin] ?? origin)}`,
    );
    const text = contributions.length === 0 ? "adds nothing" : contributions.map(escapeText).join(", ");
    for (const line of wrap(text, style.width - 2)) invocation.print(`  ${line}`);
  }
  if (invocation.mode !== "quiet") invocation.print(`\nnext: ${paint.cyan(NEXT)}`);
  return EXIT_CODES.ok;
};
