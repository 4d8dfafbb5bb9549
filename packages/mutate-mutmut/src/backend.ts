import type { MutationBackend } from "@autotest/core";
import { check } from "./check.js";
import { run } from "./run.js";

/** mutmut as a mutation backend: the tool itself, run in a copy of the project. */
export const mutmut: MutationBackend = { id: "mutmut", name: "mutmut", languages: ["python"], check, run };
