import type { Check, Context, Project } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { findMutmut } from "./find-mutmut.js";

/** Whether the project's Python has a mutmut that can be used. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok)
    return [
      {
        name: "mutmut",
        ok: false,
        detail: "no Python interpreter to look into",
        fix: "install Python 3.10 or newer",
        required: false,
      },
    ];
  const found = await findMutmut(interpreter, project, ctx);
  if (found.ok) {
    const place = `Python ${interpreter.version} at ${interpreter.file} (from ${interpreter.source})`;
    return [{ name: "mutmut", ok: true, detail: `${found.version} in ${place}`, required: false }];
  }
  const { message, hint } = found.problem;
  return [{ name: "mutmut", ok: false, detail: message, required: false, ...(hint ? { fix: hint } : {}) }];
}
