import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context, LineRange, MutationRequest } from "@autotest/core";
import type { FoundTool } from "./find-tool.js";
import { type Place, placeOf } from "./locate-mutant.js";

/** Settings, results and the changed copies of StrykerJS, in the copy of the project. */
export const FOLDER = ".autotest-stryker";
/** What StrykerJS says of a mutant that nobody asked for. */
export const NOT_WANTED = "autotest did not ask for it";

/** Where things are for one run. */
export interface Configuration {
  /** Settings, relative to the copy. */
  readonly file: string;
  /** The report to come, absolute. */
  readonly report: string;
}

/** Files that StrykerJS loads, shipped as they are beside the built code. */
export const RUNTIME: string = fileURLToPath(new URL("../runtime/", import.meta.url));

const runtime = (name: string): URL => new URL(`../runtime/${name}`, import.meta.url);
/** Heap of a process that runs tests: a mutant that fills memory ends its own process, not the whole run. */
const HEAP_MEGABYTES = 1024;
const OWN_FILES = ["stryker.conf", "stryker.config", ".stryker.conf", ".stryker.config"].flatMap((name) =>
  ["json", "js", "mjs", "cjs"].map((extension) => `${name}.${extension}`),
);

/**
 * Writes the settings for one run into the copy. What the project says to its own StrykerJS about how tests run stays in
 * force; `runtime/join-settings.mjs` says which. Null: nothing would be mutated.
 */
export async function configure(
  request: MutationRequest,
  tool: FoundTool,
  ctx: Context,
): Promise<Configuration | null> {
  const root = await ctx.fs.realPath(request.project.workspace);
  const report = join(root, FOLDER, "report.json");
  const ours = settingsFor(request, tool, root, report);
  if (ours.mutate.length === 0) return null;
  await ctx.fs.makeDirectory(join(root, FOLDER));
  const file = `${FOLDER}/stryker.conf.mjs`;
  const text = [
    `import { joinSettings } from ${JSON.stringify(runtime("join-settings.mjs").href)};`,
    await theirSettings(root, ctx),
    `export default joinSettings(theirs, ${JSON.stringify(ours, null, 2)});\n`,
  ].join("\n");
  await ctx.fs.write(join(root, file), text);
  return { file, report };
}

/** A statement that makes `theirs`: the settings of the project's own StrykerJS. */
async function theirSettings(root: string, ctx: Context): Promise<string> {
  for (const name of OWN_FILES) {
    if (!(await ctx.fs.exists(join(root, name)))) continue;
    if (!name.endsWith(".json")) return `import theirs from "../${name}";`;
    return `const theirs = ${JSON.stringify(JSON.parse(await ctx.fs.readText(join(root, name))))};`;
  }
  return "const theirs = {};";
}

function settingsFor(
  request: MutationRequest,
  { runner, runnerModule }: FoundTool,
  root: string,
  report: string,
): { readonly [name: string]: unknown; readonly mutate: readonly string[] } {
  const { layout, files, tests, only, concurrency } = request;
  const mocha = layout.details.settings as MochaSettings | undefined;
  const places = only?.map(placeOf).filter((place) => place !== null);
  const typed = files.some(({ path }) => /\.[cm]?tsx?$/.test(path));
  return {
    testRunner: runner.id,
    // By their paths: where dependencies are linked one by one, StrykerJS does not find its own parts by name.
    plugins: [runnerModule, fileURLToPath(runtime("plugin.mjs"))],
    mutate: patternsFor(files, places),
    ...(runner.id === "mocha" ? mochaSettings(mocha, tests ?? layout.testFiles) : tests ? { testFiles: tests } : {}),
    testRunnerNodeArgs: [`--max-old-space-size=${HEAP_MEGABYTES}`, ...(mocha?.nodeFlags ?? [])],
    ...(typed ? {} : { disableTypeChecks: false }),
    checkers: [],
    coverageAnalysis: "perTest",
    disableBail: true,
    concurrency: concurrency ?? 1,
    reporters: ["json", "autotest"],
    jsonReporter: { fileName: report },
    ignorers: ["autotest"],
    autotest: { reason: NOT_WANTED, wanted: wantedSpans(files, places, root) },
    incremental: false,
    inPlace: false,
    thresholds: { high: 80, low: 60, break: null },
    logLevel: "error",
    fileLogLevel: "off",
    allowConsoleColors: false,
    tempDirName: FOLDER,
  };
}

/** Of what a Mocha layout says: how its tests are started. */
interface MochaSettings {
  readonly ui?: string;
  readonly require?: readonly string[];
  readonly unread?: string | null;
  readonly nodeFlags?: readonly string[];
  readonly scriptArguments?: readonly string[];
}

/** StrykerJS reads Mocha's configuration files, but neither the test script nor flags for node. */
function mochaSettings(settings: MochaSettings | undefined, spec: readonly string[]): object {
  const { ui, require: modules, unread, scriptArguments } = settings ?? {};
  const config = scriptArguments?.map((word) => /^--config=(.+)$/s.exec(word)?.[1]).find((path) => path !== undefined);
  return {
    mochaOptions: {
      spec,
      ...(ui === undefined || (ui === "bdd" && typeof unread === "string") ? {} : { ui }),
      // A configuration that is code may load more than could be read: StrykerJS runs it.
      ...(modules && modules.length > 0 && typeof unread !== "string" ? { require: modules } : {}),
      ...(config === undefined ? {} : { config }),
    },
  };
}

/** Files, or for some mutants only the whole lines they are on: a range with columns misses them silently when it is one off. */
function patternsFor(files: MutationRequest["files"], places: readonly Place[] | undefined): readonly string[] {
  if (places === undefined) return files.map(({ path }) => escapeGlob(path));
  const wanted = new Set(files.map(({ path }) => path));
  const ranges = places
    .filter(({ path }) => wanted.has(path))
    .map(({ path, location: { start, end } }) => `${escapeGlob(path)}:${start.line}-${end.line}`);
  return [...new Set(ranges)];
}

interface Span {
  /** Line and column, both from 1. */
  readonly start: readonly [line: number, column: number];
  /** Exclusive. */
  readonly end: readonly [line: number, column: number];
  /** Only code of just this span, nothing inside it. */
  readonly whole?: true;
}

/** Where mutants are wanted, by absolute path. A file without spans here is wanted as a whole. */
function wantedSpans(
  files: MutationRequest["files"],
  places: readonly Place[] | undefined,
  root: string,
): { readonly [path: string]: readonly Span[] } {
  const linesOf = (lines: readonly LineRange[]): readonly Span[] =>
    lines.map(({ from, to }) => ({ start: [from, 1], end: [to + 1, 1] }));
  return Object.fromEntries(
    files.flatMap(({ path, lines }) => {
      const spans =
        places === undefined
          ? lines && linesOf(lines)
          : places.filter((place) => place.path === path).map(({ location }) => spanOf(location));
      return spans === undefined ? [] : [[join(root, path), spans]];
    }),
  );
}

function spanOf({ start, end }: Place["location"]): Span {
  return { start: [start.line, start.column], end: [end.line, end.column], whole: true };
}

/** A path as a pattern that fits nothing but it. */
function escapeGlob(path: string): string {
  return path.replaceAll(/[*?{}[\]()!+@]/g, (sign) => `[${sign}]`);
}
