import type { Context } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { ChangeScope } from "./changes.js";
import { askGit } from "./run-git.js";

/** Of a repository without a commit. The hash of no files at all; git knows it without having it. */
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const USUAL = ["refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"];

/** The commit a scope is compared with. */
export interface Base {
  readonly commit: string;
  /** For people: `origin/main (1a2b3c4)`. */
  readonly words: string;
}

/**
 * Finds it. Rejects with a `usage` error for a revision that does not exist, and with an `environment` error where the history
 * that would tell was never fetched.
 */
export async function findBase(scope: ChangeScope, ctx: Context): Promise<Base> {
  const head = await askGit(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ctx);
  if (head === null) return { commit: EMPTY_TREE, words: "nothing: there is no commit yet" };
  if (scope.kind === "staged") return { commit: head, words: `the last commit (${short(head)})` };
  const ref = scope.kind === "since" ? scope.ref : await defaultBranch(ctx);
  if (ref === null) return { commit: head, words: `the last commit (${short(head)}); no default branch was found` };
  const named = await askGit(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`], ctx);
  if (named === null) throw await unknownRevision(ref, ctx);
  const common = await askGit(["merge-base", head, named], ctx);
  if (common !== null)
    return { commit: common, words: `${ref.replace(/^refs\/(?:heads|remotes)\//, "")} (${short(common)})` };
  if (await isShallow(ctx)) throw shallow(`where this branch left ${ref}`);
  throw new AutotestError("usage", `${ref} and this branch have no commit in common`, {
    hint: "name a revision this branch grew from with --since",
  });
}

/** What the remote calls its default branch, else the usual names. */
async function defaultBranch(ctx: Context): Promise<string | null> {
  const remote = await askGit(["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"], ctx);
  for (const ref of remote === null ? USUAL : [remote, ...USUAL])
    if ((await askGit(["rev-parse", "--verify", "--quiet", ref], ctx)) !== null) return ref;
  return null;
}

async function unknownRevision(ref: string, ctx: Context): Promise<AutotestError> {
  if (await isShallow(ctx)) return shallow(`the revision ${ref}`);
  return new AutotestError("usage", `git knows no revision "${ref}"`, {
    hint: "name a branch, a tag or a commit; fetch it first when it is only on the remote",
  });
}

async function isShallow(ctx: Context): Promise<boolean> {
  return (await askGit(["rev-parse", "--is-shallow-repository"], ctx)) === "true";
}

function shallow(missing: string): AutotestError {
  return new AutotestError("environment", `this is a shallow clone: it does not have ${missing}`, {
    hint: "fetch the whole history: `fetch-depth: 0` for actions/checkout, GIT_DEPTH: 0 on GitLab, or `git fetch --unshallow`",
  });
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
