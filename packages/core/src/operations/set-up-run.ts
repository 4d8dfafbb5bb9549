import { isAbsolute, join, relative, sep } from "node:path";
import type { ChangeScope } from "../changes/changes.js";
import { readChanges } from "../changes/read-changes.js";
import type { Context } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { startWorkspace } from "../pipeline/workspace.js";
import { createFileSystem } from "../ports/file-system.js";
import { createWriteGuard } from "../ports/guard-path.js";
import type { Desk } from "./open-desk.js";

/** What does not depend on the project's files. */
export type GivenSettings = Omit<
  RunSettings,
  "project" | "copied" | "openJournal" | "paths" | "openForWriting" | "changes"
>;

/** What of the project is meant. */
export interface Selection {
  /** Files and folders, absolute or relative to `cwd`. */
  readonly paths: readonly string[];
  /** Only what changed there. */
  readonly changes: ChangeScope | undefined;
}

/** Does `task` with everything a run needs, on a fresh copy of the project that is gone afterwards. */
export async function setUpRun<T>(
  given: GivenSettings,
  selection: Selection,
  options: RunSettings["project"]["options"],
  desk: Desk | null,
  ctx: Context,
  task: (settings: RunSettings) => Promise<T>,
): Promise<T> {
  const selected = await select(given, selection, ctx);
  const { folder: workspace, top, filled: copied } = await startWorkspace(ctx.cwd, ctx);
  try {
    return await task({
      ...given,
      ...selected,
      project: { root: ctx.cwd, workspace, options },
      copied,
      openJournal: desk?.openJournal ?? null,
      openForWriting: openForWriting(ctx.cwd),
    });
  } finally {
    // Removing what is still being filled would leave a part of it behind.
    await copied.catch(() => undefined);
    await ctx.fs.remove(top);
  }
}

/** The files meant, and what git says changed in them. */
async function select(
  { languages, identity }: GivenSettings,
  { paths, changes: scope }: Selection,
  ctx: Context,
): Promise<Pick<RunSettings, "paths" | "changes" | "identity">> {
  const named = await Promise.all(paths.map((path) => inProject(path, ctx)));
  if (scope === undefined) return { paths: named, identity };
  const changes = await readChanges(scope, new Set(languages.flatMap(({ extensions }) => extensions)), ctx);
  return {
    changes,
    paths: changes.files?.map(({ path }) => path).filter(isBelow(named)) ?? named,
    // What was searched under other changes is no result for these.
    identity: `${identity}\0${JSON.stringify(changes.files)}`,
  };
}

function isBelow(folders: readonly string[]): (path: string) => boolean {
  return (path) =>
    folders.some((folder) => folder === "." || path === folder || path.startsWith(`${folder.replace(/\/+$/, "")}/`));
}

/** Opens the project for stage 6: only `roots`, and of the files that steer a test runner only those `asked` for. */
export function openForWriting(base: string, ci: readonly string[] = []): RunSettings["openForWriting"] {
  return (roots, asked) =>
    createFileSystem({
      guard: createWriteGuard(
        roots.map((root) => join(base, root)),
        { base, asked, ci },
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
