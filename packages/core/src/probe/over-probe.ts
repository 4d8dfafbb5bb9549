import type { Probe } from "../contracts/index.js";

/**
 * The same probe with another way to run scenarios, or another account of what was opened. A probe may be of any make: a spread
 * would lose the methods of a class.
 */
export function overProbe(probe: Probe, own: Partial<Pick<Probe, "opened" | "run">>): Probe {
  return {
    opened: own.opened ?? probe.opened,
    get work() {
      return probe.work;
    },
    run: own.run ?? probe.run.bind(probe),
    ...(probe.mutants === undefined ? {} : { mutants: probe.mutants.bind(probe) }),
    get problems() {
      return probe.problems ?? [];
    },
    close: () => probe.close(),
  };
}
