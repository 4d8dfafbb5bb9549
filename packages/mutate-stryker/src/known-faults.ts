import type { Problem } from "@autotest/core";
import type { MutantResult } from "./report-parts.js";

/** Versions that would run together. */
export interface Versions {
  readonly node: string;
  readonly core: string;
  readonly runner: { readonly name: string; readonly version: string; readonly wantsCore?: string | undefined };
  readonly framework: { readonly name: string; readonly version: string } | null;
}

/** Why these versions cannot run, or would tell something wrong; null when they fit. */
export function versionFault({ node, core, runner, framework }: Versions): string | null {
  if (!isBetween(core, [9, 6, 1], [11]))
    return `StrykerJS ${core} is installed; 9.6.1 and later of 9, and 10 can be used`;
  // 10 throws while it is loaded.
  if (isBetween(core, [10], [11]) && !isBetween(node, [22])) return `StrykerJS ${core} needs Node 22; this is ${node}`;
  const isExact = /^\d+\.\d+\.\d+$/.test(runner.wantsCore ?? "");
  if (isExact && runner.wantsCore !== core)
    return `${runner.name} ${runner.version} belongs to StrykerJS ${runner.wantsCore}, but ${core} is installed`;
  if (framework === null) return null;
  const tooNew = { mocha: isBetween(core, [10], [11]) ? 13 : 12, vitest: isBetween(core, [10, 1, 1], [11]) ? 6 : 5 };
  const limit = tooNew[framework.name as keyof typeof tooNew];
  if (limit === undefined || !isBetween(framework.version, [limit])) return null;
  // Vitest 5 with an older runner: every covered mutant is said to survive.
  return `${framework.name} ${framework.version} is newer than what StrykerJS ${core} can run`;
}

const UNMEASURED = "StrykerJS said that it survived, but ran no test on it";

/** Survived without a single test is no result (stryker-mutator/stryker-js#6213, #6073). */
export function withoutUnmeasured(mutant: MutantResult): MutantResult {
  if (mutant.status !== "Survived" || (mutant.testsCompleted ?? 0) > 0) return mutant;
  return { ...mutant, status: "Pending", statusReason: UNMEASURED };
}

/** True for what {@link withoutUnmeasured} took the result from. */
export function isUnmeasured({ status, statusReason }: MutantResult): boolean {
  return status === "Pending" && statusReason === UNMEASURED;
}

const FEW = 5;
const NEARLY_ALL = 0.95;

/** What a reader should know before believing these results. */
export function doubtsAbout(mutants: readonly MutantResult[]): readonly Problem[] {
  const problems: Problem[] = [];
  const count = (status: MutantResult["status"]): number => mutants.filter((each) => each.status === status).length;
  const tried = mutants.length - count("Ignored") - count("Pending");
  if (tried >= FEW && count("NoCoverage") >= NEARLY_ALL * tried)
    problems.push({
      code: "nothing-covered",
      message: `the tests reach ${tried - count("NoCoverage")} of ${tried} mutants: they may load other files than those that were changed`,
      hint: "tests must load the sources by a path inside the project, not a build of them or an installed copy",
    });
  const unmeasured = mutants.filter(isUnmeasured).length;
  if (unmeasured > 0)
    problems.push({
      code: "unmeasured",
      message: `StrykerJS ran no test on ${unmeasured} mutants that it calls survived; they count as not tried`,
    });
  return problems;
}

/** From `low` on, and before `high`. */
function isBetween(version: string, low: readonly number[], high?: readonly number[]): boolean {
  return !isBefore(version, low) && (high === undefined || isBefore(version, high));
}

function isBefore(version: string, limit: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  for (let at = 0; at < 3; at++) {
    const difference = (parts[at] || 0) - (limit[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
