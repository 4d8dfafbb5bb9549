import type { Scenario, Surroundings } from "@autotest/core";

/** The scenario with less set around it: a part left out, a variable, a word of the command line; the first of each is the biggest step. */
export function fewerSurroundings(scenario: Scenario): readonly Scenario[] {
  const { surroundings, ...bare } = scenario;
  if (surroundings === undefined) return [];
  return [undefined, ...fewerParts(surroundings)].map((fewer) =>
    fewer === undefined || Object.keys(fewer).length === 0 ? bare : { ...bare, surroundings: fewer },
  );
}

function fewerParts(surroundings: Surroundings): readonly Surroundings[] {
  const { arguments: words = [] } = surroundings;
  return [
    ...(Object.keys(surroundings) as (keyof Surroundings)[]).map((part) => without(surroundings, part)),
    ...words.map((_, at) => ({ ...surroundings, arguments: words.filter((_word, index) => index !== at) })),
    ...(["environment", "files", "state"] as const).flatMap((part) =>
      Object.keys(surroundings[part] ?? {}).map((name) => {
        const rest = without(surroundings[part] ?? {}, name);
        return Object.keys(rest).length === 0 ? without(surroundings, part) : { ...surroundings, [part]: rest };
      }),
    ),
  ];
}

function without<T extends object>(record: T, key: keyof T): T {
  const { [key]: _, ...rest } = record;
  return rest as T;
}
