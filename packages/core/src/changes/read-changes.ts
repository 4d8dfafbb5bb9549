import { extname } from "node:path";
import type { Context } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import { mapLimited } from "../pipeline/map-limited.js";
import type { ChangedFile, ChangeScope, Changes, LineRange } from "./changes.js";
import { findBase } from "./find-base.js";
import { askGit, runGit } from "./run-git.js";

const AT_ONCE = 4;
const DIFF = ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--ignore-submodules=all", "-M"];

/** One entry of `git diff --name-status`. */
interface Entry {
  readonly path: string;
  /** Where it was, when it was renamed. */
  readonly from?: string;
  readonly added: boolean;
}

/**
 * What changed in the project's folder, of files with one of `extensions` (`.py`). Names are read NUL-separated, renames are
 * followed, deleted files left out. Without a repository everything counts as changed, and a note says so.
 */
export async function readChanges(scope: ChangeScope, extensions: ReadonlySet<string>, ctx: Context): Promise<Changes> {
  if ((await askGit(["rev-parse", "--is-inside-work-tree"], ctx)) !== "true")
    return { scope, base: null, files: null, notes: ["this folder is in no git repository: all files are looked at"] };
  const base = await findBase(scope, ctx);
  const staged = scope.kind === "staged" ? ["--cached"] : [];
  const { entries, notes } = readEntries(await list([...DIFF, "--name-status", "-z", ...staged, base.commit], ctx));
  const isSource = ({ path }: Entry): boolean => extensions.has(extname(path).toLowerCase());
  const untracked = scope.kind === "staged" ? [] : await listUntracked(ctx);
  const unstaged = scope.kind === "staged" ? await listUnstaged(ctx) : new Set<string>();
  const sources = [...entries, ...untracked].filter(isSource);
  const files = await mapLimited(
    sources,
    AT_ONCE,
    async (entry): Promise<ChangedFile> => ({
      path: entry.path,
      lines: entry.added ? null : await changedLines(entry, unstaged.has(entry.path) ? [] : staged, base.commit, ctx),
    }),
    ctx.signal,
  );
  const mixed = sources.filter(({ path }) => unstaged.has(path));
  return {
    scope,
    base: base.words,
    // A file of which only the name changed has nothing new to show.
    files: files.filter(({ lines }) => lines === null || lines.length > 0).sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: [...notes, ...mixed.map(({ path }) => `${path} has changes that are not staged; they are looked at too`)],
  };
}

/** Output of a listing that must not fail. */
async function list(args: readonly string[], ctx: Context): Promise<string> {
  const { code, stdout, stderr } = await runGit(args, ctx);
  if (code === 0) return stdout;
  throw new AutotestError("environment", `git could not tell what changed: ${stderr.trim().split("\n")[0]}`, {
    hint: `run: git ${args.join(" ")}`,
  });
}

function readEntries(output: string): { readonly entries: readonly Entry[]; readonly notes: readonly string[] } {
  const fields = output.split("\0");
  const entries: Entry[] = [];
  const notes: string[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const status = fields[at++]?.[0];
    const path = fields[at++] as string;
    if (status === "R" || status === "C") entries.push({ path: fields[at++] as string, from: path, added: false });
    else if (status === "A") entries.push({ path, added: true });
    else if (status === "M" || status === "T") entries.push({ path, added: false });
    else if (status === "U") notes.push(`${path} has a merge conflict and was passed over`);
  }
  return { entries, notes };
}

async function listUntracked(ctx: Context): Promise<readonly Entry[]> {
  const output = await list(["ls-files", "--others", "--exclude-standard", "-z"], ctx);
  return output
    .split("\0")
    .filter((path) => path !== "")
    .map((path) => ({ path, added: true }));
}

async function listUnstaged(ctx: Context): Promise<ReadonlySet<string>> {
  return new Set((await list(["diff", "--relative", "--name-only", "-z"], ctx)).split("\0"));
}

/** Lines of the new text that the hunks of a diff without context name. */
async function changedLines(
  { path, from }: Entry,
  staged: readonly string[],
  base: string,
  ctx: Context,
): Promise<readonly LineRange[]> {
  const paths = from === undefined ? [path] : [from, path];
  const output = await list([...DIFF, "--unified=0", ...staged, base, "--", ...paths], ctx);
  return [...output.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, line, count = "1"]) => {
    // Where lines were only taken away, git names the one before them: what stands there now does something else.
    const first = Math.max(1, Number(line));
    return { from: first, to: Math.max(first, Number(line) + Number(count) - 1) };
  });
}
