// Takes the run settings, gives targets: source files with their units, framework and suite path; and what was left out.
import { join } from "node:path";
import type { Context, Framework, Language, Layout } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import { type FoundFile, findFiles } from "./find-files.js";
import { groupBy } from "./group-by.js";
import { isUpToDate } from "./header-for.js";
import { mapLimited } from "./map-limited.js";
import { settingsFor } from "./own-settings.js";
import { readExact } from "./read-exact.js";
import type { RunSettings, Target } from "./run-state.js";

/** Result of stage 1. */
export interface FoundUnits {
  readonly targets: readonly Target[];
  readonly skipped: readonly SkippedFile[];
  /** What runs the tests of the files found, by language of the first of them: `pytest`. Null without any. */
  readonly command: string | null;
}

/** The source files in scope, and for each of their languages the framework to test it with. */
export interface ChosenFiles {
  readonly found: readonly FoundFile[];
  readonly skipped: readonly SkippedFile[];
  /** By what {@link kindOf} says of a file. */
  readonly frameworks: ReadonlyMap<string, ChosenFramework>;
}

/**
 * Stage 1, first half: which files. Only the frameworks of languages that are there are asked; `meanwhile` is told which files
 * were found.
 */
export async function chooseFiles(
  settings: RunSettings,
  ctx: Context,
  meanwhile: (found: readonly FoundFile[]) => Promise<void> = async () => undefined,
): Promise<ChosenFiles> {
  const { found, skipped } = await findFiles(settings, ctx);
  const [frameworks] = await Promise.all([chooseFrameworks(found, settings, ctx), meanwhile(found)]);
  const tests = new Set([...frameworks.values()].flatMap(({ layout }) => layout.testFiles));
  const sources = found.filter(({ file }) => !tests.has(file.path));
  const listed = await settings.hooks.files.promise(sources.map(({ file }) => file));
  const wanted = new Set(listed.map((file) => file.path));
  return {
    found: sources.filter(({ file }) => wanted.has(file.path)),
    skipped: skipped.filter(({ path }) => !tests.has(path)),
    frameworks,
  };
}

/** Stage 1, second half: what is in them. */
export async function findUnits(
  { found, skipped, frameworks }: ChosenFiles,
  settings: RunSettings,
  ctx: Context,
): Promise<FoundUnits> {
  const results = await mapLimited(
    found,
    settings.concurrency,
    (one) => describe(one, frameworks.get(kindOf(one, settings)), settings, ctx),
    ctx.signal,
  );
  const targets = results.filter((result) => "target" in result).map((result) => result.target);
  settings.hooks.event.call({ kind: "files-found", count: targets.length });
  return {
    targets,
    command: (found[0] && frameworks.get(kindOf(found[0], settings))?.layout.command) ?? null,
    skipped: [...skipped, ...results.filter((result) => "skipped" in result).map((result) => result.skipped)],
  };
}

/** A framework, and what it found in the project. */
export interface ChosenFramework {
  readonly framework: Framework;
  readonly layout: Layout;
}

/** Files of one kind are tested with the same framework, laid out in the same way: one language, and the same of their own. */
function kindOf({ file, language }: FoundFile, { overrides }: RunSettings): string {
  const own = overrides?.(file.path);
  return own?.framework === undefined && own?.options === undefined ? language.id : `${language.id} ${own.key}`;
}

/** For each kind of file the framework its project uses, else the first installed one. */
async function chooseFrameworks(
  files: readonly FoundFile[],
  settings: RunSettings,
  ctx: Context,
): Promise<ReadonlyMap<string, ChosenFramework>> {
  const chosen = new Map<string, ChosenFramework>();
  for (const [kind, [first]] of groupBy(files, (file) => kindOf(file, settings))) {
    if (first === undefined) continue;
    const own = settingsFor(first.file.path, settings);
    for (const framework of own.frameworks) {
      const present = chosen.get(kind);
      if (framework.language !== first.language.id || present?.layout.found) continue;
      const layout = await framework.detect(own.project, ctx);
      if (present === undefined || layout.found) chosen.set(kind, { framework, layout });
    }
  }
  return chosen;
}

async function describe(
  { file, language }: FoundFile,
  chosen: ChosenFramework | undefined,
  settings: RunSettings,
  ctx: Context,
): Promise<{ readonly target: Target } | { readonly skipped: SkippedFile }> {
  const { path } = file;
  if (chosen === undefined) return { skipped: noFramework(path, language) };
  const analysis = await language.analyze(file, settings.project, ctx);
  if (!analysis.ok) {
    const where = analysis.line === undefined ? "" : ` (line ${analysis.line})`;
    return { skipped: { path, code: analysis.code, reason: `${analysis.reason}${where}` } };
  }
  const units = await settings.hooks.units.promise(analysis.units);
  if (units.length === 0)
    return { skipped: { path, code: "no-units", reason: "nothing in it can be called: no functions, no classes" } };
  const { framework, layout } = chosen;
  const suitePath = framework.place(file, analysis, layout);
  const suite = join(settings.project.root, suitePath);
  const existing = await readExact(suite, ctx.fs);
  if (existing === null)
    return {
      skipped: {
        path,
        code: "encoding",
        reason: `its suite ${suitePath} is not valid UTF-8, so nothing can be added to it`,
      },
    };
  const target: Target = { file, language, framework, layout, analysis: { ...analysis, units }, suitePath, existing };
  return isUpToDate(target, settings)
    ? { skipped: { path, code: "up-to-date", reason: `${suitePath} was made from this very text` } }
    : { target };
}

function noFramework(path: string, language: Language): SkippedFile {
  return {
    path,
    code: "no-framework",
    reason: `no installed test framework tests ${language.name}`,
    hint: "run: autotest plugins",
  };
}
