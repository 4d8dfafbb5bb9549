// Which of the changes written into a file is in force. They stand beside the code as it is; see `mutate.ts`.

/** `chosen`: the number of the change in force, -1 for none. `passed`: numbers asked for since it was last emptied, or null. */
const state = { chosen: -1, passed: null };

/** The recording point of `fuel.mjs`. */
export const mutantPoint = {
  /** Whether change number `index` is in force here. */
  x(index) {
    if (state.passed !== null) state.passed.add(index);
    return index === state.chosen;
  },
};

/** Puts one change in force, or none. */
export function selectMutant(index = -1) {
  state.chosen = index;
  state.passed = null;
}

/** From here on remembers whose places are run. */
export function watchMutants() {
  state.passed = new Set();
}

/** Numbers of the changes whose places ran since. */
export function reachedMutants() {
  return [...(state.passed ?? [])].sort((a, b) => a - b);
}
