import type { MutationBackend } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { check } from "./check.js";
import { listInstalled } from "./find-mutmut.js";
import { run } from "./run.js";

/** mutmut as a mutation backend: the tool itself, run in a copy of the project. */
export const mutmut: MutationBackend = {
  id: "mutmut",
  name: "mutmut",
  languages: ["python"],
  check,
  async fingerprint(project, _layout, ctx) {
    const interpreter = await findInterpreter(project, ctx);
    return interpreter.ok ? listInstalled(interpreter, project, ctx) : "";
  },
  run,
};
