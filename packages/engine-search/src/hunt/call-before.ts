import type { Call, Probe, Scenario, Step } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import { callsOf, type Meter, SEARCH_FUEL } from "../ledger/stop-rules.js";
import { replaceAt } from "../values/value-slots.js";
import type { Hunt } from "./hunt.js";
import { openGoalsOf, positionalNames } from "./lending.js";

/** Most calls that one unit lends, and most scenarios run for one unit. */
const CALLS = 2;
const SCENARIOS = 40;

/** A call of a function of the file that met something. */
interface Earlier {
  readonly call: Extract<Call, { readonly kind: "function" | "new" }>;
  readonly names: readonly string[];
}

/**
 * Calls other functions of the file, or the same, before the units that still have open goals: what one puts into a variable of
 * the module another finds there. Parameters of one name get one value, or the first ones where no names are shared.
 */
export async function callBefore(
  hunts: readonly Hunt[],
  probe: Probe,
  ledger: Ledger,
  meter: Meter,
  share: number,
): Promise<void> {
  const earlier = hunts.flatMap(earlierOf);
  for (const hunt of hunts) {
    if (meter.over(share)) return;
    const open = openGoalsOf(hunt, ledger);
    const base = hunt.kept.at(-1);
    if (open.length === 0 || base === undefined) continue;
    const names = positionalNames(hunt);
    const tried = earlier.flatMap((each) => inARow(each, base, names)).slice(0, SCENARIOS);
    const results = await probe.run(tried, { reply: "full", fuel: SEARCH_FUEL });
    meter.spend(callsOf(tried, results));
    // What shows nothing that is open leaves no mark: mostly functions remember nothing.
    await hunt.attempt(tried.filter((_, at) => open.some(({ index }) => results[at]?.hit.includes(index))));
  }
}

function earlierOf(hunt: Hunt): readonly Earlier[] {
  const names = positionalNames(hunt);
  return hunt.kept
    .filter(({ arrange }) => arrange.length === 0)
    .flatMap(({ act }) => (act.kind === "function" ? [{ call: act, names }] : []))
    .slice(-CALLS);
}

/** The two in a row, once with what the first was given and once with what the second was. */
function inARow({ call, names }: Earlier, base: Scenario, later: readonly string[]): readonly Scenario[] {
  const { act } = base;
  const after = (step: Step, scenario: Scenario): Scenario => ({ ...scenario, arrange: [...base.arrange, step] });
  const given = "args" in act ? act.args : [];
  const shared = later.flatMap((name, at) => (names.includes(name) ? [[names.indexOf(name), at] as const] : []));
  const pairs = (shared.length > 0 ? shared : [[0, 0] as const]).filter(
    ([from, to]) => from < call.args.length && to < given.length,
  );
  if (pairs.length === 0) return [after({ call }, base)];
  const asLater = pairs.reduce<typeof call>((sum, [from, to]) => replaceAt(sum, ["args", from], given[to]), call);
  const asEarlier = pairs.reduce((sum, [from, to]) => replaceAt(sum, ["act", "args", to], call.args[from]), base);
  return [after({ call: asLater }, base), after({ call }, asEarlier)];
}
