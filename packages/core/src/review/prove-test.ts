import type { FileCoverage } from "../model/index.js";
import { type OpenSuite, outcomesOf, type SuiteTest } from "./open-suite.js";

/** What a test adds to its suite. */
export interface Proof {
  readonly outcome: "passed" | "failed" | "skipped" | "missing";
  /** Whether it could be measured what tests reach; when not, `notes` say why. */
  readonly measured: boolean;
  /** Lines and ways out of decisions of the sources that no other test of the suite reaches. */
  readonly alone: readonly {
    readonly path: string;
    /** Units the lines are in. */
    readonly units: readonly string[];
    readonly lines: readonly number[];
    /** `line -> line it goes to`; 0 leaves the function. */
    readonly branches: readonly { readonly line: number; readonly to: number }[];
  }[];
  /** What kept it from being measured. */
  readonly notes: readonly string[];
}

/** Runs the suite with and without a test, measured afresh; what is missing without it is what it proves. */
export async function proveTest(suite: OpenSuite, text: string, test: SuiteTest): Promise<Proof> {
  const sources = await suite.sources();
  const cover = sources.map(({ file }) => file.path);
  const all = await suite.run(text, { cover });
  const others = await suite.run(without(text, test), { cover });
  const alone = (all.coverage ?? []).flatMap((full) => {
    const rest = others.coverage?.find(({ path }) => path === full.path);
    const lost = rest === undefined ? { lines: full.coveredLines, branches: [] } : lostFrom(full, rest);
    if (lost.lines.length + lost.branches.length === 0) return [];
    const reached = [...lost.lines, ...lost.branches.map(({ line }) => line)];
    const units = sources
      .filter(({ file }) => file.path === full.path)
      .flatMap(({ analysis }) => analysis.units)
      .filter(({ kind, span }) => kind !== "class" && reached.some((line) => span.line <= line && line <= span.endLine))
      .map(({ name }) => name);
    return [{ path: full.path, units, ...lost }];
  });
  const outcomes = outcomesOf(test, all).map(({ outcome }) => outcome);
  const outcome = outcomes.includes("failed") ? "failed" : (outcomes[0] ?? "missing");
  return { outcome, measured: all.coverage !== null, alone, notes: all.problems.map(({ message }) => message) };
}

/** What `full` reaches and `rest` does not. */
export function lostFrom(full: FileCoverage, rest: FileCoverage): Pick<Proof["alone"][number], "lines" | "branches"> {
  const key = ({ line, to }: { readonly line: number; readonly to: number }): string => `${line} ${to}`;
  const missed = new Set(full.missedBranches.map(key));
  return {
    lines: full.coveredLines.filter((line) => !rest.coveredLines.includes(line)),
    branches: rest.missedBranches.filter((branch) => !missed.has(key(branch))),
  };
}

/** The text with a test taken out by syntax, every other byte as it was. */
export function without(text: string, { removal }: SuiteTest): string {
  return text.slice(0, removal.start) + text.slice(removal.end);
}
