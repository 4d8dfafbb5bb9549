import type { Check, Context, Project } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";

/** What Python needs on this machine: one interpreter. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const found = await findInterpreter(project, ctx);
  if (!found.ok) {
    return [
      {
        name: "Python interpreter",
        ok: false,
        detail: found.problem.message,
        fix: found.problem.hint ?? "install Python",
      },
    ];
  }
  return [{ name: "Python interpreter", ok: true, detail: `${found.version} at ${found.file} (from ${found.source})` }];
}
