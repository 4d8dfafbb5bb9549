import { relative, sep } from "node:path";
import type { Context, MutationReport } from "@autotest/core";
import type { FileResult, MutantResult } from "./report-parts.js";
import type { ToldMutant, ToolRun } from "./run-tool.js";

/** The report that StrykerJS wrote; null when it did not come to that. */
export async function readReport(path: string, ctx: Context): Promise<MutationReport | null> {
  try {
    return JSON.parse(await ctx.fs.readText(path)) as MutationReport;
  } catch {
    return null;
  }
}

/** What StrykerJS told before it was ended, in the form of its report: what was not tried is Pending. Null: it told nothing. */
export async function reportOf(run: ToolRun, root: string, ctx: Context): Promise<MutationReport | null> {
  if (run.planned === null) return null;
  const tested = new Map(run.tested.map((mutant) => [mutant.id, mutant]));
  const files: { [path: string]: FileResult & { mutants: MutantResult[] } } = {};
  for (const planned of run.planned) {
    const path = reportPath(planned.fileName, root);
    files[path] ??= {
      language: /\.[cm]?tsx?$/.test(path) ? "typescript" : "javascript",
      source: await ctx.fs.readText(planned.fileName),
      mutants: [],
    };
    files[path].mutants.push(
      withoutFile(tested.get(planned.id) ?? { ...planned, status: planned.status ?? "Pending" }),
    );
  }
  const testFiles: { [path: string]: { tests: { id: string; name: string }[] } } = {};
  for (const { id, name, fileName } of run.tests) {
    const path = fileName === undefined ? "" : reportPath(fileName, root);
    testFiles[path] ??= { tests: [] };
    testFiles[path].tests.push({ id, name });
  }
  return { schemaVersion: "2.0", thresholds: { high: 80, low: 60 }, files, testFiles };
}

function withoutFile({ fileName: _, ...mutant }: ToldMutant): MutantResult {
  return mutant;
}

function reportPath(path: string, root: string): string {
  return relative(root, path).split(sep).join("/");
}
