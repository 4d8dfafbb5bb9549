import { isAbsolute, join, relative, sep } from "node:path";
import type { ChangeScope, Changes } from "../changes/changes.js";
import { readChanges } from "../changes/read-changes.js";
import type { Context } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { type RunResult, run } from "../pipeline/run.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { startWorkspace } from "../pipeline/workspace.js";
import { createFileSystem } from "../ports/file-system.js";
import { createWriteGuard } from "../ports/guard-path.js";
import { type Desk, openDesk } from "./open-desk.js";

/** What one `generate` may set; everything else comes from the configuration. */
export interface GenerateOptions {
  /** Files and folders, absolute or relative to `cwd`. Default: the configuration's `include`. */
  readonly paths?: readonly string[];
  /** Only what changed there, of `paths`. Default: everything. */
  readonly changes?: ChangeScope;
  /** Only this language, by id. */
  readonly language?: string;
  /** Only this framework, by id. */
  readonly framework?: string;
  /** Do everything but write. Default false. */
  readonly dryRun?: boolean;
  readonly seed?: number;
  /** Search budget per file. */
  readonly seconds?: number;
  /** Files worked on side by side. */
  readonly concurrency?: number;
}

/** Runs the pipeline on a fresh copy of the project. */
export async function generate(
  settings: Omit<RunSettings, "project" | "copied" | "openJournal" | "paths" | "openForWriting" | "changes">,
  paths: readonly string[],
  scope: ChangeScope | undefined,
  options: RunSettings["project"]["options"],
  ctx: Context,
): Promise<RunResult> {
  const named = await Promise.all(paths.map((path) => inProject(path, ctx)));
  const changes = scope === undefined ? undefined : await changesIn(scope, settings, ctx);
  const relativePaths = changes?.files ? changes.files.map(({ path }) => path).filter(isBelow(named)) : named;
  const desk = settings.dryRun ? null : await openDesk(settings.hooks, ctx);
  try {
    return await generateInCopy(
      { ...settings, ...(changes ? limitedTo(changes, settings) : {}) },
      relativePaths,
      options,
      desk,
      ctx,
    );
  } finally {
    await desk?.close();
  }
}

/** What git says changed, of files some language reads. */
function changesIn(scope: ChangeScope, { languages }: Pick<RunSettings, "languages">, ctx: Context): Promise<Changes> {
  return readChanges(scope, new Set(languages.flatMap(({ extensions }) => extensions)), ctx);
}

/** What was searched under other changes is no result for these. */
function limitedTo(changes: Changes, { identity }: Pick<RunSettings, "identity">): Partial<RunSettings> {
  return { changes, identity: `${identity}\0${JSON.stringify(changes.files)}` };
}

function isBelow(folders: readonly string[]): (path: string) => boolean {
  return (path) =>
    folders.some((folder) => folder === "." || path === folder || path.startsWith(`${folder.replace(/\/+$/, "")}/`));
}

async function generateInCopy(
  settings: Omit<Parameters<typeof generate>[0], "changes"> & Pick<RunSettings, "changes">,
  paths: readonly string[],
  options: RunSettings["project"]["options"],
  desk: Desk | null,
  ctx: Context,
): Promise<RunResult> {
  const { folder: workspace, top, filled: copied } = await startWorkspace(ctx.cwd, ctx);
  const project = { root: ctx.cwd, workspace, options };
  try {
    return await run(
      {
        ...settings,
        project,
        copied,
        openJournal: desk?.openJournal ?? null,
        paths,
        openForWriting: openForWriting(ctx.cwd),
      },
      ctx,
    );
  } finally {
    // Removing what is still being filled would leave a part of it behind.
    await copied.catch(() => undefined);
    await ctx.fs.remove(top);
  }
}

/** Opens the project for stage 6: only `roots`, and of the files that steer a test runner only those `asked` for. */
export function openForWriting(base: string): RunSettings["openForWriting"] {
  return (roots, asked) =>
    createFileSystem({
      guard: createWriteGuard(
        roots.map((root) => join(base, root)),
        { base, asked },
      ),
    });
}

/** A path of the user's as a path of the project; it must exist. */
async function inProject(path: string, ctx: Context): Promise<string> {
  const absolute = isAbsolute(path) ? path : join(ctx.cwd, path);
  if (!(await ctx.fs.exists(absolute))) {
    throw new AutotestError("no-such-path", `no such path: ${path}`, {
      hint: "paths are relative to the project folder",
    });
  }
  const inside = relative(await ctx.fs.realPath(ctx.cwd), await ctx.fs.realPath(absolute));
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new AutotestError("no-such-path", `${path} lies outside the project`, {
      hint: "run autotest in the project the file belongs to",
    });
  }
  return inside === "" ? "." : inside.split(sep).join("/");
}
