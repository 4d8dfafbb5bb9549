// The counter of elapsed time, and what it gives when a scenario sets by how much each look moves it on.
//
// It is then replaced as the emitted test replaces it: code that took hold of it when it was loaded keeps that one, here as there.
import { pathToFileURL } from "node:url";
import { ask, callerOf, replace } from "./surroundings.mjs";
import { consulted, elapsed } from "./world.mjs";

const target = { places: [] };

/** True while getters are asked that no test asks in the same order: a look then moves nothing on, and is noted. */
export const aside = { on: false };

/** Watches who looks at the counter; only what the file under test asks is a question to the scenario. */
export function installCounters(file) {
  target.places = [`${pathToFileURL(file).href}:`, `${file}:`];
  performance.now = function now() {
    if (isOurs(now)) ask("tick");
    return elapsed();
  };
}

/** Each look adds `tick` seconds, the first one too: from 0 a forgotten start would not show. Until everything is taken back. Undefined: nothing is set. */
export function placeTick(tick) {
  if (tick === undefined) return;
  let looks = 0;
  replace(performance, "now", function now() {
    if (aside.on || !isOurs(now)) consulted.add("time");
    return tick * 1000 * (aside.on ? looks : ++looks);
  });
}

function isOurs(look) {
  const caller = callerOf(look);
  return target.places.some((place) => caller.includes(place));
}
