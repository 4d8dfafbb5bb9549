import { resolve } from "node:path";
import type { FileOptions, Sandbox } from "@autotest/core";
import { type ChangeFlags, changeScope } from "./change-scope.js";
import type { CommonFlags, Invocation } from "./invocation.js";

/** Flags of every command that runs the project's code. */
export interface RunFlags extends CommonFlags, ChangeFlags {
  readonly paths?: readonly string[];
  readonly language?: string;
  readonly framework?: string;
  readonly seed?: number;
  readonly budgetSeconds?: number;
  readonly concurrency?: number;
  readonly sandbox?: Sandbox;
  /** `name` or `name:file`, each. */
  readonly reporter?: readonly string[];
}

/** What the flags ask core for. */
export function runOptions(
  flags: RunFlags,
  { root }: { readonly root: string },
  { cwd }: Pick<Invocation, "cwd">,
): FileOptions {
  const { language, framework, seed, budgetSeconds, concurrency } = flags;
  const named = (flags.paths ?? []).map((path) => resolve(cwd, path));
  // Called below the top of the project without paths: what is meant is the folder one is in.
  const paths = named.length > 0 ? named : root === cwd ? [] : [cwd];
  const changes = changeScope(flags);
  return {
    ...(paths.length > 0 ? { paths } : {}),
    ...(changes === undefined ? {} : { changes }),
    ...(language === undefined ? {} : { language }),
    ...(framework === undefined ? {} : { framework }),
    ...(seed === undefined ? {} : { seed }),
    ...(budgetSeconds === undefined ? {} : { seconds: budgetSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}
