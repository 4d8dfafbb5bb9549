import { createHash } from "node:crypto";
import { extname, join } from "node:path";
import type { Context, Framework, Layout, ListedTest, TestOutcome, TestRun } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { chooseFiles } from "../pipeline/1-find-units.js";
import { findTargets } from "../pipeline/find-targets.js";
import { noteStaged } from "../pipeline/mend-workspace.js";
import { readExact } from "../pipeline/read-exact.js";
import type { RunSettings, Target } from "../pipeline/run-state.js";
import { createStageTimes } from "../pipeline/stage-times.js";

/** A test of a suite under review. */
export interface SuiteTest extends ListedTest {
  /** Derived from its title, and from how many of that title stand before it. */
  readonly id: string;
}

/** How a run of the suite is done. */
export interface SuiteRunOptions {
  readonly orderSeed?: number;
  readonly hashSeed?: number;
  /** Source files to measure, relative. */
  readonly cover?: readonly string[];
}

/** A whole run. */
export type CompleteRun = Extract<TestRun, { status: "complete" }>;

/** A test file with what is needed to read and run it. */
export interface OpenSuite {
  /** Relative to the project root. */
  readonly path: string;
  /** As it was on disk. */
  readonly before: string;
  readonly framework: Framework;
  readonly layout: Layout;
  readonly settings: RunSettings;
  /** The tests of a version of it. Rejects with a `usage` error when it cannot be read. */
  list(text: string): Promise<readonly SuiteTest[]>;
  /** Runs a version of it in the project's copy. Rejects with an `environment` error when it cannot be run. */
  run(text: string, options?: SuiteRunOptions): Promise<CompleteRun>;
  /** The source files that running it reaches; all of the project when that cannot be measured. */
  sources(): Promise<readonly Target[]>;
}

/** Opens the suite that is the only path of `settings`. Rejects with a `usage` error for a file that is none. */
export async function openSuite(settings: RunSettings, ctx: Context): Promise<OpenSuite> {
  const [path = ""] = settings.paths;
  const before = await readExact(join(settings.project.root, path), ctx.fs).catch(() => null);
  if (typeof before !== "string") throw new AutotestError("usage", `${path} is not a text file in UTF-8`);
  const { framework, layout } = await frameworkOf(path, settings, ctx);
  const { listTests } = framework;
  if (listTests === undefined)
    throw new AutotestError("usage", `${framework.name} cannot tell the tests of a file apart`, {
      next: "autotest plugins",
    });
  let sources: Promise<readonly Target[]> | undefined;
  const list = async (text: string): Promise<readonly SuiteTest[]> => {
    const listing = await listTests(text, path, settings.project, ctx);
    if (listing.ok) return withIds(listing.tests);
    const where = listing.line === undefined ? "" : `:${listing.line}`;
    throw new AutotestError("usage", `${path}${where}: ${listing.reason}`);
  };
  const run = async (text: string, { cover = [], ...order }: SuiteRunOptions = {}): Promise<CompleteRun> => {
    await settings.copied;
    noteStaged(settings.project, path);
    await ctx.fs.write(join(settings.project.workspace, path), text);
    const done = await framework.run({ project: settings.project, layout, files: [path], cover, ...order }, ctx);
    if (done.status === "complete") return done;
    const { message, hint } = done.problem;
    throw new AutotestError("environment", `${path} could not be run: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      next: "autotest doctor",
    });
  };
  return {
    path,
    before,
    framework,
    layout,
    settings,
    list,
    run,
    sources: () => (sources ??= findSources((cover) => run(before, { cover }), settings, ctx)),
  };
}

/** What became of a test: of each of its rows, when it is a table. */
export function outcomesOf({ testIds, rowsBegin }: ListedTest, { tests }: CompleteRun): readonly TestOutcome[] {
  return tests.filter(
    ({ testId }) => testIds.includes(testId) || (rowsBegin !== undefined && testId.startsWith(rowsBegin)),
  );
}

async function frameworkOf(
  path: string,
  { frameworks, languages, project }: RunSettings,
  ctx: Context,
): Promise<{ readonly framework: Framework; readonly layout: Layout }> {
  const language = languages.find(({ extensions }) => extensions.includes(extname(path).toLowerCase()));
  const fitting = frameworks.filter((one) => one.language === language?.id);
  const found = await Promise.all(
    fitting.map(async (framework) => ({ framework, layout: await framework.detect(project, ctx) })),
  );
  const chosen =
    found.find(({ layout }) => layout.testFiles.includes(path)) ?? found.find(({ layout }) => layout.found) ?? found[0];
  if (chosen !== undefined) return chosen;
  throw new AutotestError("usage", `no installed test framework reads ${path}`, { next: "autotest plugins" });
}

async function findSources(
  measure: (cover: readonly string[]) => Promise<CompleteRun>,
  settings: RunSettings,
  ctx: Context,
): Promise<readonly Target[]> {
  const all: RunSettings = { ...settings, paths: ["."], lookOnly: true };
  const { ready } = await findTargets(await chooseFiles(all, ctx), all, createStageTimes(ctx.clock), ctx);
  const { coverage } = await measure(ready.map(({ file }) => file.path));
  if (coverage === null) return ready;
  const reached = new Set(coverage.flatMap(({ path, coveredLines }) => (coveredLines.length > 0 ? [path] : [])));
  return ready.filter(({ file }) => reached.has(file.path));
}

function withIds(tests: readonly ListedTest[]): readonly SuiteTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const ordinal = seen.get(test.title) ?? 0;
    seen.set(test.title, ordinal + 1);
    const id = createHash("sha256").update(`${test.title}\0${ordinal}`).digest("hex").slice(0, 8);
    return { ...test, id };
  });
}
