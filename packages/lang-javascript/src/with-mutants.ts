import type { Mutant, Probe, ProbeOpening, Problem, RunOptions, Scenario, ScenarioResult } from "@autotest/core";

/** A second child with all changes written into its file, and what they are. */
export interface MutantProbe {
  readonly listed: readonly Mutant[];
  readonly opening: ProbeOpening;
}

/**
 * The probe, with mutants. They live in a child of their own, started when somebody first asks: the search keeps its speed,
 * and every module that imports the file sees the same one. When that child cannot load `path`, the probe says so.
 */
export function withMutants(probe: Probe, path: string, open: () => Promise<MutantProbe>): Probe {
  let problem: Problem | null = null;
  let opening: Promise<MutantProbe> | null = null;
  let other: Probe | null = null;
  const opened = async (): Promise<{ readonly listed: readonly Mutant[]; readonly probe: Probe | null }> => {
    opening ??= open();
    const { listed, opening: how } = await opening;
    if (!how.ok) {
      problem = {
        ...how.problem,
        message: `small changes to ${path} could not be tried, so nobody knows which its tests notice: ${how.problem.message}`,
      };
      return { listed: [], probe: null };
    }
    // The child holds the changes but not their list; asking tells core that a batch may mix them.
    await how.probe.mutants?.();
    other = how.probe;
    return { listed, probe: other };
  };
  const run = async (batch: readonly Scenario[], options: RunOptions = {}): Promise<readonly ScenarioResult[]> => {
    if (options.mutant === undefined && !options.reach) return probe.run(batch, options);
    const changed = (await opened()).probe;
    if (changed !== null) return changed.run(batch, options);
    const { reach: _, mutant: __, ...plain } = options;
    const results = await probe.run(batch, { ...plain, reply: "full" });
    return results.map((result) => ({ ...result, reached: [] }));
  };
  return {
    opened: probe.opened,
    get work() {
      return probe.work + (other?.work ?? 0);
    },
    run,
    mutants: async () => (await opened()).listed,
    get problems() {
      return [...(probe.problems ?? []), ...(problem === null ? [] : [problem])];
    },
    close: async () => {
      await probe.close();
      const started = opening === null ? null : await opening;
      if (started?.opening.ok) await started.opening.probe.close();
    },
  };
}
