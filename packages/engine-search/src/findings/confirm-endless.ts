import type { Probe } from "@autotest/core";
import type { Ledger, Witness } from "../ledger/ledger.js";
import type { Meter } from "../ledger/stop-rules.js";
import { fitsUnit } from "../values/fit-shape.js";
import { isSmall } from "./find-suspicion.js";

/** Most runs that are repeated. */
const MOST = 12;

/**
 * Repeats runs that were stopped with all the fuel there is, and without recording operands, which is faster: only what does not
 * end then either may be called endless, and that is told by the fuel, which a slow machine does not change.
 */
export async function confirmEndless(ledger: Ledger, probe: Probe, meter: Meter): Promise<void> {
  let left = MOST;
  for (const [trouble, witness] of [...ledger.troubles]) {
    if (!isStopped(witness)) continue;
    const { target, scenario } = witness;
    const matters = isSmall(scenario) && !target.unit.private && fitsUnit(scenario, target.unit);
    ledger.dismiss(trouble);
    if (!matters || left-- <= 0 || meter.over(1)) continue;
    const [result] = await probe.run([scenario], { reply: "full" });
    meter.spend(1);
    if (result) ledger.enter(target, scenario, result);
  }
}

function isStopped({ observation: { outcome } }: Witness): boolean {
  return outcome.kind === "stopped" && (outcome.why === "time" || outcome.why === "fuel");
}
