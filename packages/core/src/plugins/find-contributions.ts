import type { Engine } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { Hooks } from "../hooks/hooks.js";

/** The engines of these ids, each by its own; one that is not installed is left out. */
export async function findEngines(ids: readonly string[], hooks: Hooks): Promise<ReadonlyMap<string, Engine>> {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => [id, await hooks.resolveEngine.promise(id)] as const),
  );
  return new Map(found.flatMap(([id, engine]) => (engine === undefined ? [] : [[id, engine]])));
}

/** Those of `all` that are asked for, in the order asked; all of them when nothing is. */
export function narrowed<T extends { readonly id: string }>(
  noun: string,
  all: readonly T[],
  ids: readonly string[] | undefined,
): readonly T[] {
  if (ids === undefined) return all;
  return ids.map((id) => {
    const found = all.find((one) => one.id === id);
    if (found !== undefined) return found;
    return unknownId(noun, id, all);
  });
}

/** Throws the `usage` error for an id nobody answers for. */
export function unknownId(noun: string, id: string, all: readonly { readonly id: string }[]): never {
  const known = all.map((one) => one.id).join(", ") || "none is installed";
  throw new AutotestError("usage", `unknown ${noun}: ${id}`, { hint: `one of: ${known}`, next: "autotest plugins" });
}
