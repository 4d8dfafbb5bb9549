/**
 * Survivors in `results/rivals-python.json` that no test can tell from the code, by mutmut's name, with the reason, judged by
 * reading the source. Nothing is listed that a strange argument, another locale or the wording of an error would show.
 */
export const UNKILLABLE = {};
