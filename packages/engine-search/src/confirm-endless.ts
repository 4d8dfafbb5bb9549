import type { Probe } from "@autotest/core";
import type { Ledger } from "./ledger.js";
import type { Meter } from "./stop-rules.js";

/** Most runs that are repeated. */
const MOST = 6;

/**
 * Repeats runs that the clock stopped while operands were recorded: without that they are faster, and whether they end is told by
 * the fuel, which a slow machine does not change.
 */
export async function confirmEndless(ledger: Ledger, probe: Probe, meter: Meter): Promise<void> {
  const slow = [...ledger.troubles.values()].filter(
    ({ observation: { outcome } }) => outcome.kind === "stopped" && outcome.why === "time",
  );
  for (const { target, scenario } of slow.slice(0, MOST)) {
    if (meter.over(1)) return;
    const [result] = await probe.run([scenario], { reply: "full" });
    meter.spend(1);
    if (result) ledger.enter(target, scenario, result);
  }
}
