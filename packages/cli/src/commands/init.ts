import { EXIT_CODES, type InitOptions, type InitResult } from "@autotest/core";
import type { Command, CommonFlags, Invocation } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { count } from "../output/words.js";

/** Flags of `autotest init`. */
export interface InitFlags extends CommonFlags {
  readonly template?: string;
  readonly framework?: string;
  readonly ci?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

const NEXT = "autotest generate --dry-run";

/** Sets a project up: shows first, then writes. */
export const initCommand: Command<InitFlags> = async (flags, invocation) => {
  const { autotest, root } = await openAutotest(invocation);
  const { template, framework, ci } = flags;
  let options: InitOptions = {
    ...(template ? { template } : {}),
    ...(framework ? { framework } : {}),
    ...(ci ? { ci } : {}),
  };
  const asks = invocation.mode === "terminal" && !invocation.json && !flags.yes && !flags.dryRun;
  if (asks) {
    const { askInit } = await import("../ask-init.js");
    const answers = await askInit(autotest, options);
    if (answers === null) return EXIT_CODES.interrupted;
    options = answers;
  }
  const plan = await autotest.init({ ...options, dryRun: true });
  if (!asks && !invocation.json) showPlan(plan, flags.dryRun === true, invocation);
  const result = flags.dryRun ? plan : await autotest.init(options);
  if (invocation.json) {
    const { languages, created, kept } = result;
    printDocument(
      { ...documentHead(EXIT_CODES.ok), dryRun: flags.dryRun === true, languages, created, kept, next: NEXT },
      invocation,
    );
    return EXIT_CODES.ok;
  }
  const { paint } = invocation.style;
  const done =
    result.created.length === 0
      ? "already set up: nothing to write"
      : `${count(result.created.length, "file")} ${flags.dryRun ? "would be written" : "written"}`;
  const where = root === invocation.cwd ? "" : ` in ${escapeText(root)}`;
  invocation.print(paint.bold(`${done}${where}`));
  if (invocation.mode !== "quiet") invocation.print(`next: ${paint.cyan(NEXT)}`);
  return EXIT_CODES.ok;
};

/** What was found, and every file before it is written. */
function showPlan(plan: InitResult, dryRun: boolean, invocation: Invocation): void {
  if (invocation.mode === "quiet") return;
  for (const line of foundLines(plan)) invocation.print(line);
  const { paint } = invocation.style;
  for (const { path } of plan.created)
    invocation.print(`  ${paint.green("+")} ${escapeText(path)}${dryRun ? " (would be written)" : ""}`);
  for (const path of plan.kept) invocation.print(`  = ${escapeText(path)} (exists, left alone)`);
  invocation.print("");
}

/** One line for each language that was found. */
export function foundLines(plan: InitResult): readonly string[] {
  if (plan.languages.length === 0) return ["found no source file that an installed language reads"];
  return plan.languages.map(
    ({ language, framework, files, reason }) =>
      `found ${escapeText(language)} (${count(files, "file")}), tests with ${escapeText(framework)}: ${escapeText(reason)}`,
  );
}
