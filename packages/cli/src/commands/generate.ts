import {
  type Autotest,
  AutotestError,
  EXIT_CODES,
  type ExitCode,
  exitCodeOf,
  type GenerateOptions,
  keepLastRun,
  type ModelRequest,
  type RunResult,
  redactDeep,
} from "@autotest/core";
import { openDelivery } from "../deliver-reports.js";
import type { Command, Invocation } from "../invocation.js";
import { nextCommand } from "../next-command.js";
import { type OpenFlags, openAutotest } from "../open-autotest.js";
import { escapeLines, escapeText } from "../output/escape-text.js";
import { generateDocument } from "../output/json/generate-document.js";
import { machineRedaction } from "../output/machine-redaction.js";
import type { FileChange } from "../output/patch.js";
import { printDocument } from "../output/print-document.js";
import { summary } from "../output/summary/summary.js";
import { count } from "../output/words.js";
import { type RunFlags, runOptions } from "../run-options.js";
import { withProgress } from "../with-progress.js";

/** Flags of `autotest generate`. */
export interface GenerateFlags extends RunFlags, OpenFlags {
  readonly dryRun?: boolean;
  readonly passWithNothing?: boolean;
  readonly showPrompt?: boolean;
}

/** Writes tests and tells about it. */
export const generateCommand: Command<GenerateFlags> = async (flags, invocation) => {
  const startedAt = new Date().toISOString();
  const opened = await openAutotest(invocation, flags);
  const delivery = await openDelivery(flags.reporter, opened.autotest, invocation);
  const { dryRun = false } = flags;
  const options = { ...runOptions(flags, opened, invocation), dryRun };
  if (flags.showPrompt === true) return showPrompts(opened.autotest, options, invocation);
  const result = await withProgress(opened.autotest, invocation, () => opened.autotest.generate(options));
  invocation.onReport(result.report);
  const exitCode = exitCodeFor(result, flags, invocation);
  const redact = machineRedaction(opened.root);
  const report = redactDeep({ ...result.report, suites: [] }, redact);
  const shown = { ...report, suites: result.report.suites, next: nextCommand(result.report, invocation.argv) };
  const changes = new Map(
    result.written.map(({ suite, before }): [string, FileChange] => [
      suite.path,
      { path: suite.path, before, after: suite.text },
    ]),
  );
  // Only a dry run shows what it would change, and only it loads what tells two texts apart.
  const patches = shown.dryRun ? await import("../output/patch.js") : null;
  const patchOf = (path: string): string => {
    const change = changes.get(path);
    return change === undefined ? "" : (patches?.unifiedPatch(change) ?? "");
  };
  if (invocation.json) {
    const document = generateDocument({
      report: shown,
      exitCode,
      startedAt,
      config: opened.source,
      patchOf: (suite) => (shown.dryRun ? patchOf(suite.path) : null),
    });
    printDocument(document, invocation);
  } else if (delivery.printed) invocation.say(summary(shown, invocation.errorStyle));
  else if (patches !== null) {
    // The diff alone goes to standard output, so that it can be piped into `git apply`.
    const patch = shown.suites.map((suite) => patchOf(suite.path)).join("");
    if (patch !== "") invocation.print(patches.paintPatch(patch.replace(/\n$/, ""), invocation.style));
    invocation.say(summary(shown, invocation.errorStyle));
  } else invocation.print(summary(shown, invocation.style));
  // A dry run writes nothing at all.
  if (!dryRun) await keepLastRun(opened.root, { report: shown });
  await delivery.deliver(shown);
  return exitCode;
};

/** Prints the questions of the first round; what would come back, and be asked then, nobody knows. */
async function showPrompts(autotest: Autotest, options: GenerateOptions, invocation: Invocation): Promise<ExitCode> {
  if (invocation.json) throw new AutotestError("usage", "--show-prompt prints text: leave out --json");
  let shown = 0;
  const onPrompt = ({ purpose, attempt, model, maxOutputTokens, messages }: ModelRequest): void => {
    shown += 1;
    invocation.print(
      `=== round ${attempt}: ${escapeText(purpose)} (to ${escapeText(model)}, at most ${maxOutputTokens} tokens back)`,
    );
    for (const { role, text } of messages) invocation.print(`--- ${role}\n${escapeLines(text)}`);
  };
  await withProgress(autotest, invocation, () => autotest.generate({ ...options, dryRun: true, onPrompt }));
  invocation.say(
    shown === 0
      ? "nothing would be asked"
      : `${count(shown, "question")} of the first round, none sent; repairs, at most 2 rounds, depend on the answers`,
  );
  return EXIT_CODES.ok;
}

function exitCodeFor({ report }: RunResult, flags: GenerateFlags, invocation: Invocation): ExitCode {
  const code = invocation.signalCode() ?? exitCodeOf(report);
  return code === EXIT_CODES.nothing && flags.passWithNothing ? EXIT_CODES.ok : code;
}
