import { type CiChoices, EXIT_CODES, type ExitCode, type InitOptions, type InitResult } from "@autotest/core";
import type { Command, CommonFlags, Invocation } from "../invocation.js";
import { openAutotest } from "../open-autotest.js";
import { escapeLines, escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";
import { count } from "../output/words.js";

/** Flags of `autotest init`. */
export interface InitFlags extends CommonFlags, CiFlags {
  readonly template?: string;
  readonly framework?: string;
  /** False: none, and it is not asked. */
  readonly ci?: string | false;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Flags for what a CI system should do. */
export interface CiFlags {
  /** Percent of changed lines. */
  readonly minCoverage?: number;
  readonly maxOpenGoals?: number;
  readonly required?: boolean;
  /** False: no comment. */
  readonly comment?: boolean;
  /** False: no patch with tests. */
  readonly suggest?: boolean;
}

const NEXT = "autotest generate --dry-run";

/** Sets a project up: shows first, then writes. */
export const initCommand: Command<InitFlags> = async (flags, invocation) => {
  const { template, framework, ci } = flags;
  return setUp(
    {
      ...(template ? { template } : {}),
      ...(framework ? { framework } : {}),
      ...(ci ? { ci: ciChoices(ci, flags) } : {}),
    },
    flags,
    invocation,
  );
};

/** What the flags say about CI; what they do not say is core's to choose. */
export function ciChoices(id: string, { minCoverage, maxOpenGoals, required, comment, suggest }: CiFlags): CiChoices {
  return {
    id,
    ...(minCoverage === undefined ? {} : { minCoverage }),
    ...(maxOpenGoals === undefined ? {} : { maxOpenGoals }),
    ...(required === undefined ? {} : { required }),
    ...(comment === undefined ? {} : { comment }),
    ...(suggest === undefined ? {} : { suggest }),
  };
}

/** Shows what would be written, asks where somebody can be asked, and writes. */
export async function setUp(given: InitOptions, flags: InitFlags, invocation: Invocation): Promise<ExitCode> {
  const { autotest, root } = await openAutotest(invocation);
  let options = given;
  const asks = invocation.mode === "terminal" && !invocation.json && !flags.yes && !flags.dryRun;
  if (asks) {
    const { askInit } = await import("../ask-init.js");
    const answers = await askInit(autotest, options, flags);
    if (answers === null) return EXIT_CODES.interrupted;
    options = answers;
  }
  const plan = await autotest.init({ ...options, dryRun: true });
  if (!asks && !invocation.json) showPlan(plan, options, flags.dryRun === true, invocation);
  const result = flags.dryRun ? plan : await autotest.init(options);
  if (invocation.json) {
    printDocument({ ...documentHead(EXIT_CODES.ok), dryRun: flags.dryRun === true, ...result, next: NEXT }, invocation);
    return EXIT_CODES.ok;
  }
  const { paint } = invocation.style;
  const done =
    result.created.length === 0
      ? "already set up: nothing to write"
      : `${count(result.created.length, "file")} ${flags.dryRun ? "would be written" : "written"}`;
  const where = root === invocation.cwd ? "" : ` in ${escapeText(root)}`;
  invocation.print(paint.bold(`${done}${where}`));
  for (const line of result.byHand) invocation.print(paint.yellow(escapeText(line)));
  const next =
    given.ciOnly && result.created.length > 0 ? `git add ${result.created.map(({ path }) => path).join(" ")}` : NEXT;
  if (invocation.mode !== "quiet") invocation.print(`next: ${paint.cyan(next)}`);
  return EXIT_CODES.ok;
}

/** What was found, and every file before it is written. */
function showPlan(plan: InitResult, options: InitOptions, dryRun: boolean, invocation: Invocation): void {
  if (invocation.mode === "quiet") return;
  for (const line of foundLines(plan)) invocation.print(line);
  const { paint } = invocation.style;
  for (const { path, text } of plan.created) {
    invocation.print(`  ${paint.green("+")} ${escapeText(path)}${dryRun ? " (would be written)" : ""}`);
    // A workflow acts with the rights of the repository: it is shown as a whole.
    if (options.ciOnly) invocation.print(`${escapeLines(text).replace(/^(?=.)/gm, "      ")}`);
  }
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
