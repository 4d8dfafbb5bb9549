import { resolve } from "node:path";
import {
  type Autotest,
  EXIT_CODES,
  type ExitCode,
  exitCodeOf,
  type GenerateOptions,
  type RunResult,
} from "@autotest/core";
import { type ChangeFlags, changeScope } from "../change-scope.js";
import type { Command, CommonFlags, Invocation } from "../invocation.js";
import { nextCommand } from "../next-command.js";
import { type OpenedProject, type OpenFlags, openAutotest } from "../open-autotest.js";
import { generateDocument } from "../output/json/generate-document.js";
import { machineRedaction } from "../output/machine-redaction.js";
import type { FileChange } from "../output/patch.js";
import { printDocument } from "../output/print-document.js";
import { chooseProgress } from "../output/progress/choose-progress.js";
import { redactDeep } from "../output/redact-paths.js";
import { summary } from "../output/summary/summary.js";

/** Flags of `autotest generate`. */
export interface GenerateFlags extends CommonFlags, ChangeFlags, OpenFlags {
  readonly paths?: readonly string[];
  readonly path?: readonly string[];
  readonly language?: string;
  readonly framework?: string;
  readonly dryRun?: boolean;
  readonly seed?: number;
  readonly budgetSeconds?: number;
  readonly concurrency?: number;
  readonly passWithNothing?: boolean;
}

/** Writes tests and tells about it. */
export const generateCommand: Command<GenerateFlags> = async (flags, invocation) => {
  const startedAt = new Date().toISOString();
  const opened = await openAutotest(invocation, flags);
  const result = await runWithProgress(opened.autotest, optionsOf(flags, opened, invocation), invocation);
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
    const { dryRun } = shown;
    const document = generateDocument({
      report: shown,
      exitCode,
      startedAt,
      config: opened.source,
      patchOf: (suite) => (dryRun ? patchOf(suite.path) : null),
    });
    printDocument(document, invocation);
  } else if (patches !== null) {
    // The diff alone goes to standard output, so that it can be piped into `git apply`.
    const patch = shown.suites.map((suite) => patchOf(suite.path)).join("");
    if (patch !== "") invocation.print(patches.paintPatch(patch.replace(/\n$/, ""), invocation.style));
    invocation.say(summary(shown, invocation.errorStyle));
  } else invocation.print(summary(shown, invocation.style));
  return exitCode;
};

function optionsOf(flags: GenerateFlags, { root }: OpenedProject, { cwd }: Invocation): GenerateOptions {
  const { language, framework, dryRun, seed, budgetSeconds, concurrency } = flags;
  const named = (flags.paths ?? []).map((path) => resolve(cwd, path));
  // Called below the top of the project without paths: what is meant is the folder one is in.
  const paths = named.length > 0 ? named : root === cwd ? [] : [cwd];
  const changes = changeScope(flags);
  return {
    ...(paths.length > 0 ? { paths } : {}),
    ...(changes === undefined ? {} : { changes }),
    ...(language === undefined ? {} : { language }),
    ...(framework === undefined ? {} : { framework }),
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(seed === undefined ? {} : { seed }),
    ...(budgetSeconds === undefined ? {} : { seconds: budgetSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

async function runWithProgress(
  autotest: Autotest,
  options: GenerateOptions,
  invocation: Invocation,
): Promise<RunResult> {
  const progress = chooseProgress(invocation);
  invocation.onStop(() => progress.stop());
  autotest.hooks.event.tap("progress", (event) => progress.onEvent(event));
  try {
    return await autotest.generate(options);
  } finally {
    progress.stop();
  }
}

function exitCodeFor({ report }: RunResult, flags: GenerateFlags, invocation: Invocation): ExitCode {
  const code = invocation.signalCode() ?? exitCodeOf(report);
  return code === EXIT_CODES.nothing && flags.passWithNothing ? EXIT_CODES.ok : code;
}
