import type { Check, Context, Project } from "@autotest/core";
import { findTool } from "./find-tool.js";

/** What running StrykerJS needs on this machine. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const found = await findTool(project, null, ctx);
  if (found.ok) {
    const { version, runner } = found.tool;
    return [{ name: "StrykerJS", ok: true, detail: `${version} with ${runner.package}`, required: false }];
  }
  const { message, hint } = found.problem;
  return [
    { name: "StrykerJS", ok: false, detail: message, required: false, ...(hint === undefined ? {} : { fix: hint }) },
  ];
}
