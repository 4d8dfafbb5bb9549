import { AutotestError, type ChangeScope } from "@autotest/core";

/** Flags that limit a command to what git says changed. */
export interface ChangeFlags {
  readonly changed?: boolean;
  readonly since?: string;
  readonly staged?: boolean;
}

/** The scope the flags name; undefined without any. Throws a `usage` error for more than one. */
export function changeScope({ changed, since, staged }: ChangeFlags): ChangeScope | undefined {
  const scopes: ChangeScope[] = [
    ...(changed ? [{ kind: "changed" } as const] : []),
    ...(since === undefined ? [] : [{ kind: "since", ref: since } as const]),
    ...(staged ? [{ kind: "staged" } as const] : []),
  ];
  if (scopes.length > 1)
    throw new AutotestError("usage", "--changed, --since and --staged exclude each other", {
      hint: "--changed compares with the default branch, --since with the revision it names, --staged with the last commit",
    });
  return scopes[0];
}
