import type { Layout, Project } from "@autotest/core";

/** A test framework that StrykerJS runs tests with. */
export interface Runner {
  /** StrykerJS' name for it. */
  readonly id: "mocha" | "vitest" | "jest";
  /** The part of StrykerJS that knows it. */
  readonly package: string;
  /** The framework's own package. */
  readonly framework: string;
}

/** All that can be used, the usual one first. */
export const RUNNERS: readonly Runner[] = (["mocha", "vitest", "jest"] as const).map((id) => ({
  id,
  package: `@stryker-mutator/${id}-runner`,
  framework: id,
}));
const [MOCHA] = RUNNERS as [Runner];

/** Node from which StrykerJS 10 runs. */
const NODE_FOR_10 = 22;

/**
 * The runner of a project: the one its options name, Mocha when its tests are Mocha's, else whichever is installed.
 * `hasPackage` tells what is.
 */
export async function runnerFor(
  project: Project,
  layout: Layout | null,
  hasPackage: (name: string) => Promise<boolean>,
): Promise<Runner> {
  const named = project.options["mutate-stryker"]?.testRunner;
  const chosen = RUNNERS.find(({ id }) => id === named);
  if (chosen) return chosen;
  if (layout?.found === true && layout.details.settings !== undefined) return MOCHA;
  for (const runner of RUNNERS) if (await hasPackage(runner.package)) return runner;
  return MOCHA;
}

/** The version to install: core and runner are one set. */
export function strykerVersionFor(node: string, { id }: Runner): string {
  if (Number.parseInt(node, 10) < NODE_FOR_10) return "9.6.1";
  return id === "vitest" ? "10.1.1" : "10.0.0";
}
