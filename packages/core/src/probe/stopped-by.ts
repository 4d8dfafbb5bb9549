import type { Finished } from "../contracts/context.js";
import type { ScenarioResult } from "../contracts/probe.js";
import type { Outcome } from "../model/index.js";

/** How long a child may stay silent while it runs. */
export const RUN_SILENCE_MS = 6_000;

/** What is said of the scenario that took its child along. */
export function stoppedBy(how: {
  readonly ended: string;
  readonly finished?: Finished;
}): NonNullable<ScenarioResult["observation"]> {
  if (how.ended === "silent") return stopped("time", `no answer within ${RUN_SILENCE_MS / 1000} s`);
  const finished = how.finished;
  if (finished?.ended === "memory") return stopped("memory", "used more memory than allowed");
  if (finished?.ended === "processes") return stopped("crash", "started more processes than allowed");
  return stopped(
    "crash",
    finished?.signal ? `the runtime died of ${finished.signal}` : `the runtime exited with code ${finished?.code}`,
  );
}

/** An observation of nothing but the stop. */
export function stopped(
  why: Extract<Outcome, { kind: "stopped" }>["why"],
  detail: string,
): NonNullable<ScenarioResult["observation"]> {
  return {
    outcome: { kind: "stopped", why, detail },
    changed: [],
    printed: { out: "", err: "" },
    blocked: [],
    unstable: [],
  };
}
