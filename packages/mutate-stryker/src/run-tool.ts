import type { Context, Finished, MutationRequest } from "@autotest/core";
import { type Configuration, NOT_WANTED, RUNTIME } from "./configure.js";
import type { FoundTool } from "./find-tool.js";
import type { MutantResult } from "./report-parts.js";

/** A mutant as `runtime/plugin.mjs` tells of it: as in a report, with its file. Test ids are the runner's own. */
export interface ToldMutant extends MutantResult {
  /** Absolute. */
  readonly fileName: string;
}

/** A test of the run before anything was changed. */
export interface ToldTest {
  readonly id: string;
  readonly name: string;
  /** Absolute. */
  readonly fileName?: string;
}

/** How StrykerJS ended, and what it told until then. */
export interface ToolRun {
  readonly finished: Finished;
  /** True when it was ended because its time was over. */
  readonly isLate: boolean;
  readonly tests: readonly ToldTest[];
  /** What it meant to try; null when it did not get so far. */
  readonly planned: readonly ToldMutant[] | null;
  readonly tested: readonly ToldMutant[];
}

type Told =
  | { readonly kind: "tests"; readonly tests: readonly ToldTest[] }
  | { readonly kind: "plan"; readonly mutants: readonly ToldMutant[] }
  | { readonly kind: "tested"; readonly mutant: ToldMutant };

const GIGABYTE = 1024 ** 3;
/** StrykerJS itself holds every file with all its changes; each process that runs tests has a heap of its own. */
const OWN_MEMORY = 1.5 * GIGABYTE;
const MEMORY_PER_WORKER = 1.5 * GIGABYTE;

/** Runs StrykerJS in the copy, to its end or ours. */
export async function runTool(
  { project, concurrency = 1, timeoutMs, onProgress }: MutationRequest,
  { file }: Configuration,
  tool: FoundTool,
  ctx: Context,
): Promise<ToolRun> {
  const heard: { tests: readonly ToldTest[]; planned: readonly ToldMutant[] | null; tested: ToldMutant[] } = {
    tests: [],
    planned: null,
    tested: [],
  };
  const isWanted = ({ statusReason }: ToldMutant): boolean => statusReason !== NOT_WANTED;
  const running = ctx.exec.start({
    file: process.execPath,
    args: [tool.program, "run", file],
    cwd: await ctx.fs.realPath(project.workspace),
    memoryBytes: OWN_MEMORY + concurrency * MEMORY_PER_WORKER,
    reads: [...tool.folders, RUNTIME],
  });
  running.onLine((line) => {
    const told = JSON.parse(line) as Told;
    if (told.kind === "tests") heard.tests = told.tests;
    else if (told.kind === "plan") heard.planned = told.mutants.filter(isWanted);
    else if (isWanted(told.mutant)) heard.tested.push(told.mutant);
    if (heard.planned && told.kind !== "tests") onProgress?.(heard.tested.length, heard.planned.length);
  });
  let isLate = false;
  const callOff =
    timeoutMs === undefined
      ? () => undefined
      : ctx.clock.after(timeoutMs, () => {
          isLate = true;
          running.kill();
        });
  const finished = await running.exited;
  callOff();
  return { finished, isLate, ...heard };
}
