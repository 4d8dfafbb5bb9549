import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type TestContext, withTestContext } from "../testing/create-test-context.js";
import type { ChangeScope, Changes } from "./changes.js";
import { readChanges } from "./read-changes.js";

const SOURCE = "one = 1\ntwo = 2\nthree = 3\nfour = 4\n";
const NAMES = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@a" };

/** A project under git with one commit on `main`. */
interface Repository {
  readonly root: string;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  changes(scope: ChangeScope): Promise<Changes>;
}

function inRepository(use: (repository: Repository) => Promise<void>): () => Promise<void> {
  return () =>
    withTestContext({ files: { "a.py": SOURCE, "b.py": SOURCE, "notes.txt": "text\n" } }, async (context) => {
      const root = context.project.root;
      const repository: Repository = {
        root,
        git: (...args) =>
          execFileSync("git", args, { cwd: root, encoding: "utf8", env: { ...process.env, ...NAMES }, stdio: "pipe" }),
        write(path, text) {
          mkdirSync(join(root, path, ".."), { recursive: true });
          writeFileSync(join(root, path), text);
        },
        changes: (scope) => changesIn(scope, context),
      };
      repository.git("init", "--quiet", "--initial-branch=main");
      commit(repository);
      await use(repository);
    });
}

function changesIn(scope: ChangeScope, context: TestContext): Promise<Changes> {
  return readChanges(scope, new Set([".py"]), context);
}

function commit({ git }: Repository): void {
  git("add", "--all");
  git("commit", "--quiet", "--message=work");
}

const CHANGED: ChangeScope = { kind: "changed" };

test(
  "--changed: commits of the branch, the work tree and new files, by line",
  inRepository(async (repository) => {
    repository.git("switch", "--quiet", "--create=feature");
    repository.write("a.py", SOURCE.replace("two = 2", "two = 22"));
    commit(repository);
    repository.write("b.py", `${SOURCE}five = 5\nsix = 6\n`);
    repository.write("deep/new ünï.py", "x = 1\n");
    repository.write("notes.txt", "other\n");
    const { base, files, notes } = await repository.changes(CHANGED);
    expect(base).toMatch(/^main \([0-9a-f]{7}\)$/);
    expect(notes).toEqual([]);
    expect(files).toEqual([
      { path: "a.py", lines: [{ from: 2, to: 2 }] },
      { path: "b.py", lines: [{ from: 5, to: 6 }] },
      { path: "deep/new ünï.py", lines: null },
    ]);
  }),
);

test(
  "what main did since does not count",
  inRepository(async (repository) => {
    repository.git("switch", "--quiet", "--create=feature");
    repository.git("switch", "--quiet", "main");
    repository.write("b.py", "other = 1\n");
    commit(repository);
    repository.git("switch", "--quiet", "feature");
    expect((await repository.changes(CHANGED)).files).toEqual([]);
  }),
);

test(
  "renames are followed, deleted files left out, a cut is told by the line before it",
  inRepository(async (repository) => {
    repository.write("c.py", SOURCE);
    commit(repository);
    renameSync(join(repository.root, "a.py"), join(repository.root, "moved.py"));
    repository.write("moved.py", SOURCE.replace("four = 4", "four = 44"));
    rmSync(join(repository.root, "b.py"));
    repository.write("c.py", SOURCE.replace("two = 2\n", ""));
    repository.git("add", "--all");
    expect((await repository.changes({ kind: "since", ref: "HEAD" })).files).toEqual([
      { path: "c.py", lines: [{ from: 1, to: 1 }] },
      { path: "moved.py", lines: [{ from: 4, to: 4 }] },
    ]);
  }),
);

test(
  "--staged: what is staged; a file with more changes is said to have them",
  inRepository(async (repository) => {
    repository.write("a.py", `${SOURCE}five = 5\n`);
    repository.git("add", "a.py");
    repository.write("b.py", "not = 'staged'\n");
    expect((await repository.changes({ kind: "staged" })).files).toEqual([
      { path: "a.py", lines: [{ from: 5, to: 5 }] },
    ]);
    repository.write("a.py", `zero = 0\n${SOURCE}five = 5\n`);
    const { files, notes } = await repository.changes({ kind: "staged" });
    expect(files).toEqual([
      {
        path: "a.py",
        lines: [
          { from: 1, to: 1 },
          { from: 6, to: 6 },
        ],
      },
    ]);
    expect(notes).toEqual(["a.py has changes that are not staged; they are looked at too"]);
  }),
);

test(
  "a repository without a commit: all files are new",
  inRepository(async (repository) => {
    rmSync(join(repository.root, ".git"), { recursive: true });
    repository.git("init", "--quiet");
    const { base, files } = await repository.changes(CHANGED);
    expect(base).toBe("nothing: there is no commit yet");
    expect(files?.map(({ path }) => path)).toEqual(["a.py", "b.py"]);
  }),
);

test(
  "no repository: everything, and a note",
  inRepository(async (repository) => {
    rmSync(join(repository.root, ".git"), { recursive: true });
    const { base, files, notes } = await repository.changes(CHANGED);
    expect([base, files]).toEqual([null, null]);
    expect(notes).toEqual(["this folder is in no git repository: all files are looked at"]);
  }),
);

test(
  "a revision that does not exist is a usage error, also one that looks like a flag",
  inRepository(async (repository) => {
    for (const ref of ["no-such-branch", "--output=stolen"])
      await expect(repository.changes({ kind: "since", ref })).rejects.toMatchObject({
        code: "usage",
        message: `git knows no revision "${ref}"`,
      });
  }),
);

test(
  "a shallow clone without the common commit is told how to fetch it",
  inRepository(async (repository) => {
    repository.git("switch", "--quiet", "--create=feature");
    repository.write("a.py", "changed = 1\n");
    commit(repository);
    await withTestContext({}, async (context) => {
      const clone = (...args: readonly string[]): string =>
        execFileSync("git", args, { cwd: context.project.root, encoding: "utf8", stdio: "pipe" });
      clone("init", "--quiet");
      clone("remote", "add", "origin", `file://${repository.root}`);
      clone("fetch", "--quiet", "--depth=1", "origin", "feature", "main:refs/remotes/origin/main");
      clone("checkout", "--quiet", "FETCH_HEAD");
      await expect(changesIn(CHANGED, context)).rejects.toMatchObject({
        code: "environment",
        hint: expect.stringContaining("fetch-depth: 0"),
      });
    });
  }),
);
