import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, exitWithin, type Finished } from "@autotest/core";
import type { Interpreter } from "@autotest/python-environment";
import { MUTANTS } from "./read-results.js";

const SCRIPT = fileURLToPath(new URL("../runtime/autotest_mutmut.py", import.meta.url));
const GIGABYTE = 1024 * 1024 * 1024;
const OUTPUT_SHOWN = 4_000;
/** Without a limit of the caller's: as good as none, but a timer takes no more. */
const NO_TIMEOUT_MS = 2_000_000_000;

/** How to run the tool. */
export interface ToolRun {
  /** The copy of the project. */
  readonly workspace: string;
  readonly interpreter: Interpreter;
  /** Source files to mutate, relative. */
  readonly sources: readonly string[];
  /** Mutants by name or pattern; empty: all that have no result yet. */
  readonly names: readonly string[];
  /** Stands for the settings. */
  readonly key: string;
  /** Folders of the project that are installed editable, relative. */
  readonly installed: readonly string[];
  readonly concurrency: number;
  readonly timeoutMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told when all mutants are made and the first is about to be tried. */
  readonly onPlan: () => void;
}

/** How the tool ended. */
export interface ToolEnd {
  readonly finished: Finished;
  /** mutmut's own exit code; null when it was ended, or died, before it could say. */
  readonly code: number | null;
  /** An error it did not catch. */
  readonly error: string | null;
  /** Exit codes of the tests by mutant, told one by one: mutmut's own files may lag behind. */
  readonly tried: ReadonlyMap<string, number>;
  /** Of each source file: whether the tests loaded the mutated copy, and what they loaded in its place. */
  readonly imported: { readonly [path: string]: { readonly mutated: boolean; readonly elsewhere: readonly string[] } };
  /** What it printed last, for a person. */
  readonly output: string;
}

/** Runs mutmut in the copy. */
export async function runTool(run: ToolRun, ctx: Context): Promise<ToolEnd> {
  const workspace = await ctx.fs.realPath(run.workspace);
  const scratch = await ctx.fs.temporaryDirectory("mutmut");
  const separator = process.platform === "win32" ? ";" : ":";
  const child = ctx.exec.start({
    file: run.interpreter.file,
    args: [SCRIPT],
    cwd: workspace,
    reads: run.interpreter.added,
    scratch,
    memoryBytes: (run.concurrency + 1) * GIGABYTE,
    env: {
      PYTHONHASHSEED: "0",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUTF8: "1",
      TMPDIR: scratch,
      // An editable install points at the user's folder; the mutated copy must come first.
      ...(run.installed.length > 0
        ? { PYTHONPATH: run.installed.map((folder) => join(workspace, MUTANTS, folder)).join(separator) }
        : {}),
    },
  });
  const tried = new Map<string, number>();
  let total = 0;
  let end: Fact = {};
  child.onLine((line) => {
    const fact = readFact(line);
    if (typeof fact.total === "number") {
      total = fact.total;
      run.onPlan();
    }
    if (typeof fact.tried === "string" && typeof fact.code === "number") tried.set(fact.tried, fact.code);
    if (fact.ended !== undefined) end = fact;
    else run.onProgress?.(tried.size, Math.max(total, tried.size));
  });
  child.send(
    JSON.stringify({
      sources: run.sources,
      names: run.names,
      key: run.key,
      maxChildren: run.concurrency,
      memoryBytes: GIGABYTE,
    }),
  );
  const finished = await exitWithin(child, Math.min(run.timeoutMs ?? NO_TIMEOUT_MS, NO_TIMEOUT_MS), ctx);
  await ctx.fs.remove(scratch).catch(() => undefined);
  return {
    finished,
    code: typeof end.ended === "number" ? end.ended : null,
    error: typeof end.problem === "string" ? end.problem : null,
    tried,
    imported: end.imported ?? {},
    output: shown(finished),
  };
}

interface Fact {
  readonly total?: unknown;
  readonly tried?: unknown;
  readonly code?: unknown;
  readonly ended?: unknown;
  readonly problem?: unknown;
  readonly imported?: ToolEnd["imported"];
}

function readFact(line: string): Fact {
  try {
    const fact: unknown = JSON.parse(line);
    return typeof fact === "object" && fact !== null ? fact : {};
  } catch {
    return {};
  }
}

/** Its last lines, without those that were drawn over. */
function shown({ stdout, stderr }: Finished): string {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.split("\r").at(-1)?.trimEnd() ?? "");
  const text = lines.filter((line) => line !== "" && !/^[\u2800-\u28ff] /.test(line)).join("\n");
  return text.length <= OUTPUT_SHOWN ? text : `...\n${text.slice(-OUTPUT_SHOWN)}`;
}
