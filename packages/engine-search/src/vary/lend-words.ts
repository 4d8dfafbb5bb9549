import type { Random, Scenario } from "@autotest/core";
import { putInto, type Slot, slotsOf } from "../values/value-slots.js";

/** A text with a word of another text in its place, or null: `read("[a]\nb=c")` makes `a` and `b` names to ask for. */
export function lendWord(scenario: Scenario, random: Random): Scenario | null {
  const texts = slotsOf(scenario).filter(isText);
  const taker = random.pick(texts);
  const lender = random.pick(texts.filter((slot) => slot !== taker && /\W/.test(slot.value)));
  const word = random.pick(lender?.value.match(/\w+/g) ?? []);
  return taker && word !== undefined ? putInto(scenario, taker, word) : null;
}

function isText(slot: Slot): slot is Slot & { readonly value: string } {
  return typeof slot.value === "string";
}
