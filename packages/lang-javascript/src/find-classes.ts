import type { ClassInfo, Context, ProbeRequest } from "@autotest/core";

/** Classes an input may need. */
export async function findClasses(_request: ProbeRequest, _files: readonly string[], _ctx: Context): Promise<readonly ClassInfo[]> {
  return [];
}
