"use strict";
const { createHash } = require("node:crypto");

/** Where a name comes among others: it depends on the seed, and on nothing but the name. */
function placeOf(seed, name) {
  return createHash("sha1").update(`${seed} ${name}`).digest("hex");
}

function shuffleList(list, seed) {
  const places = new Map(list.map((one) => [one, placeOf(seed, one.fullTitle())]));
  list.sort((one, other) => (places.get(one) < places.get(other) ? -1 : places.get(one) > places.get(other) ? 1 : 0));
}

/** Reorders the suites and tests under `suite`. Hooks, `only` and pending tests stay what they are. */
function shuffleSuite(suite, seed) {
  shuffleList(suite.tests, seed);
  shuffleList(suite.suites, seed);
  for (const child of suite.suites) shuffleSuite(child, seed);
}

module.exports = { shuffleSuite };
