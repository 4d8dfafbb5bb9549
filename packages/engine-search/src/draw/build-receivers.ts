import type { ClassInfo, Parameter, Probe, RandomSource, Scenario, Value } from "@autotest/core";
import { countMisfits } from "../ledger/misfit.js";
import { type Meter, SEARCH_FUEL } from "../ledger/stop-rules.js";
import { isConstructible } from "../values/class-catalog.js";
import { isTagged, keyOf } from "../values/value-kind.js";
import { weighValue } from "../values/weigh-value.js";
import type { DrawContext } from "./draw-context.js";
import { drawConstruction } from "./draw-instance.js";

/** Classes tried, fresh constructor calls per class, and those kept. */
const CLASSES = 60;
const TRIES = 24;
const KEPT = 5;

/** In how many places a construction is not what the constructor's parameters say. */
function misfits(value: Extract<Value, { readonly $: "new" }>, info: ClassInfo): number {
  if (value.ref !== info.ref) return 0;
  const parameters: readonly Parameter[] = info.parameters.map(({ name, optional, named, rest, shapes }) => ({
    name,
    optional,
    kind: rest ? "rest" : named ? "named" : "positional",
    shapes,
  }));
  return countMisfits(
    { kind: "new", ref: value.ref, args: value.args, ...(value.kwargs ? { kwargs: value.kwargs } : {}) },
    parameters,
  );
}

/** Finds constructor calls that work, so that methods are not searched on receivers that fail to exist. */
export async function buildReceivers(
  probe: Probe,
  context: Omit<DrawContext, "random">,
  source: RandomSource,
  meter: Meter,
): Promise<void> {
  // Twice: classes that take instances of other classes profit from what the first round built.
  for (const round of [1, 2]) {
    for (const info of context.classes.all.filter(isConstructible).slice(0, CLASSES)) {
      if (round === 2 && (context.classes.built.get(info.ref)?.length ?? 0) > 0) continue;
      const random = source.stream(`construct ${info.ref} ${round}`);
      const values = new Map<string, Extract<Value, { readonly $: "new" }>>();
      for (let tries = 0; tries < TRIES; tries++) {
        const value = drawConstruction(info, { ...context, random }, 0, true);
        if (isTagged(value) && value.$ === "new") values.set(keyOf(value), value);
      }
      const candidates = [...values.values()];
      const scenarios: Scenario[] = candidates.map((value) => ({
        arrange: [],
        act: {
          kind: value.ref === info.ref ? "new" : "function",
          ref: value.ref,
          args: value.args,
          ...(value.kwargs ? { kwargs: value.kwargs } : {}),
        },
      }));
      const results = await probe.run(scenarios, { reply: "full", fuel: SEARCH_FUEL });
      meter.spend(scenarios.length);
      const worked = candidates.filter((_, index) => {
        const observation = results[index]?.observation;
        return (
          observation?.outcome.kind === "returned" &&
          observation.blocked.length === 0 &&
          observation.outcome.value !== null
        );
      });
      const cost = (value: (typeof worked)[number]): number => weighValue(value) + 25 * misfits(value, info);
      worked.sort((left, right) => cost(left) - cost(right));
      if (worked.length > 0)
        context.classes.built.set(info.ref, [...(context.classes.built.get(info.ref) ?? []), ...worked.slice(0, KEPT)]);
    }
  }
}
