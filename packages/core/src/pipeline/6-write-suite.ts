// Takes selected targets, writes their suites into the user's project (the only stage that may), gives the files written.
import { join } from "node:path";
import type { FileSystem } from "../contracts/index.js";
import type { SuiteFile } from "../model/index.js";
import { emitSuite } from "./emit-suite.js";
import { readExact } from "./read-exact.js";
import type { RunSettings, SelectedTarget, Target } from "./run-state.js";

/** A suite file, with what was there before (for a diff). */
export interface WrittenSuite {
  readonly suite: SuiteFile;
  readonly before: string | null;
}

/** Result of stage 6. */
export interface WrittenSuites {
  readonly written: readonly WrittenSuite[];
  readonly warnings: readonly string[];
}

/** Stage 6. A file that changed on disk meanwhile is left alone. */
export async function writeSuites(selected: readonly SelectedTarget[], settings: RunSettings): Promise<WrittenSuites> {
  const written: WrittenSuite[] = [];
  const warnings: string[] = [];
  for (const { target, kept, dropped } of selected) {
    settings.hooks.event.call({
      kind: "file-finished",
      path: target.file.path,
      kept: kept.length,
      dropped: dropped.length,
    });
    if (kept.length === 0) continue;
    const emitted = emitSuite(
      target,
      kept.map((test) => test.candidate),
      settings,
    );
    const suite = await settings.hooks.suite.promise({
      path: target.suitePath,
      text: emitted.text,
      action: actionOf(target, emitted.text),
      sources: [target.file.path],
      tests: kept.length,
    });
    const files = [
      ...emitted.support.map(
        ({ path, text }): WrittenSuite => ({
          suite: { path, text, action: "created", sources: [], tests: 0 },
          before: null,
        }),
      ),
      { suite, before: target.existing ?? null },
    ];
    const roots = [target.layout.testDirectory, target.suitePath];
    const fs = settings.openForWriting(
      roots,
      emitted.support.map(({ path }) => path),
    );
    for (const file of files) {
      if (!settings.dryRun && !(await write(file, fs, settings.project.root))) {
        warnings.push(`${file.suite.path} changed while the tests were made; it was left alone`);
        continue;
      }
      written.push(file);
    }
    settings.hooks.event.call({ kind: "suite-written", path: suite.path, tests: suite.tests });
  }
  return { written, warnings };
}

async function write({ suite, before }: WrittenSuite, fs: FileSystem, root: string): Promise<boolean> {
  const path = join(root, suite.path);
  const now = (await readExact(path, fs)) ?? null;
  if (now === suite.text) return true;
  if (now !== before) return false;
  await fs.makeDirectory(join(path, ".."));
  await fs.write(path, suite.text);
  return true;
}

function actionOf(target: Target, text: string): SuiteFile["action"] {
  if (target.existing === undefined) return "created";
  if (target.existing === text) return "unchanged";
  return target.joins || target.framework.readHeader(target.existing) === null ? "extended" : "refreshed";
}
