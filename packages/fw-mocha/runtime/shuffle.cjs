"use strict";

/** A seeded stream of numbers in [0, 1) (mulberry32). */
function stream(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher-Yates, in place. */
function shuffleList(list, next) {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
}

/** Reorders the suites and tests under `suite`. Hooks, `only` and pending tests stay what they are. */
function shuffleSuite(suite, next) {
  shuffleList(suite.tests, next);
  shuffleList(suite.suites, next);
  for (const child of suite.suites) shuffleSuite(child, next);
}

module.exports = { stream, shuffleList, shuffleSuite };
