import type { Problem } from "@autotest/core";
import type { MochaDetails } from "./details.js";

/** What only a loader can do, as Node complains about it. */
const NEEDS_LOADER: readonly (readonly [RegExp, string])[] = [
  [
    /Cannot find module '[^']*\/[^'./]+(?:\.[^'./]+)*' imported from|ERR_UNSUPPORTED_DIR_IMPORT|Directory import/,
    "Node finds no import that is written without its extension",
  ],
  [
    /Cannot use import statement outside a module|Unexpected token 'export'|Cannot find package '[@~#][^']*' imported/,
    "Node alone does not run this project's modules",
  ],
  [/Unknown file extension "\.[jt]sx"|Unexpected token '<'/, "Node runs no JSX"],
];

/** Why a suite could not be loaded; `output` begins with the file and the first error. A hint where a loader would help. */
export function loadProblem(file: string, output: string, { install, transpiled }: MochaDetails): Problem {
  const [, first = ""] = output.split("\n");
  const problem = { code: "load-failed", message: `${file} could not be loaded: ${first}` };
  const needed = transpiled ? undefined : NEEDS_LOADER.find(([pattern]) => pattern.test(output));
  if (needed === undefined) return problem;
  return { ...problem, hint: `${needed[1]}: ${install} tsx, and "node-option": ["import=tsx"] in .mocharc.json` };
}
