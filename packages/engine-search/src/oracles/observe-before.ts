import type { Probe, Scenario, Value } from "@autotest/core";
import type { Meter } from "../ledger/stop-rules.js";
import { isTagged } from "../values/value-kind.js";
import type { Proven } from "./run-oracles.js";

/** The receiver right before the act; null when nobody could see its fields. */
export type FieldsBefore = Value | null;

/**
 * The receiver's state before the act, for every scenario that changed it: only a field that moved is worth asserting.
 * It is seen by running the arrange steps with the last one as the act, going back until one of them showed the receiver.
 */
export async function observeBefore(
  proven: readonly Proven[],
  probe: Probe,
  meter: Meter,
): Promise<readonly FieldsBefore[]> {
  const questions: { readonly at: number; readonly scenario: Scenario }[] = [];
  proven.forEach(({ chosen, observations }, at) => {
    const changed = observations[0]?.changed.some((change) => change.kind === "variable");
    if (changed) for (const scenario of prefixesOf(chosen.witness.scenario)) questions.push({ at, scenario });
  });
  const found: FieldsBefore[] = proven.map(() => null);
  for (let from = 0; from < questions.length; from += 128) {
    const part = questions.slice(from, from + 128);
    const results = await probe.run(
      part.map(({ scenario }) => scenario),
      { reply: "full" },
    );
    meter.spend(part.length);
    results.forEach((result, index) => {
      const { at } = part[index] as { readonly at: number };
      if (found[at] !== null) return;
      const { outcome, changed = [] } = result.observation ?? {};
      const state =
        changed.find((change) => change.kind === "variable")?.value ??
        (outcome?.kind === "returned" ? outcome.value : null);
      if (state !== null && isTagged(state) && state.$ === "object") found[at] = state;
    });
  }
  return found;
}

/** The same scenario ending one, two ... steps earlier, latest first. */
function prefixesOf(scenario: Scenario): readonly Scenario[] {
  const { arrange } = scenario;
  const found: Scenario[] = [];
  for (let end = arrange.length - 1; end >= 0; end--) {
    const step = arrange[end];
    if (step && "call" in step) found.push({ ...scenario, arrange: arrange.slice(0, end), act: step.call });
  }
  return found;
}
