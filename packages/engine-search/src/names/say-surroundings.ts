import type { Surroundings, Value } from "@autotest/core";
import { isEmptyValue } from "../values/value-kind.js";

/** What is set around the code, as the clauses of a title: `--verbose`, `DEBUG 1`, `input yes`, `the time 2024-01-15 12:00:00`. */
export function saySurroundings(
  surroundings: Surroundings | undefined,
  short: (value: Value) => string,
): readonly string[] {
  if (surroundings === undefined) return [];
  const { arguments: words, input, environment = {}, files = {}, state = {}, now, tick, chance } = surroundings;
  return [
    ...(words === undefined ? [] : words.length === 0 ? ["no arguments"] : [words.map(short).join(" ")]),
    ...(input === undefined ? [] : [input.trim() === "" ? "no input" : `input ${short(input.trim())}`]),
    ...Object.entries(environment).map(([name, value]) => (value === null ? `no ${name}` : `${name} ${short(value)}`)),
    ...Object.entries(files).flatMap(([path, text]) =>
      text === null ? [] : [`${path} ${text.trim() === "" ? "empty" : short(text.trim())}`],
    ),
    ...Object.entries(state).flatMap(([name, value]) => (isEmptyValue(value) ? [] : [`${name} ${short(value)}`])),
    ...(now === undefined ? [] : [`the time ${momentOf(now)}`]),
    ...(tick === undefined ? [] : [`ticks of ${tick} s`]),
    ...(chance === undefined ? [] : [`chance ${chance}`]),
  ];
}

/** A moment in UTC, to the second. */
export function momentOf(now: number): string {
  return new Date(now * 1000).toISOString().slice(0, 19).replace("T", " ");
}
