import type { Clock } from "../contracts/index.js";

/** Measures how long each stage was at work. */
export interface StageTimes {
  /** Runs `work` as part of `stage`. */
  time<T>(stage: string, work: () => Promise<T>): Promise<T>;
  /** Seconds by stage, in order of first use. Stages that overlap each count in full; one that runs twice at once counts once. */
  seconds(): { readonly [stage: string]: number };
}

interface Running {
  active: number;
  since: number;
  total: number;
}

/** Times that start at zero. */
export function createStageTimes(clock: Clock): StageTimes {
  const stages = new Map<string, Running>();
  return {
    async time(stage, work) {
      const running = stages.get(stage) ?? { active: 0, since: 0, total: 0 };
      stages.set(stage, running);
      if (running.active++ === 0) running.since = clock.elapsed();
      try {
        return await work();
      } finally {
        if (--running.active === 0) running.total += clock.elapsed() - running.since;
      }
    },
    seconds: () => Object.fromEntries([...stages].map(([stage, { total }]) => [stage, Math.round(total) / 1000])),
  };
}
