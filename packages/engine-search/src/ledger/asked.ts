import type { Observation, Scenario, Surroundings, Value } from "@autotest/core";

/** Most parts that are set for a unit. */
const MOST = 12;

/** What a unit was seen to ask of its surroundings, in the words of `Observation.asked`; files are those of one run, see {@link filesAsked}. */
export interface Asked {
  readonly words: ReadonlySet<string>;
  /** Words that setting makes no difference to: the code took hold of it before. */
  readonly deaf: ReadonlySet<string>;
  note(scenario: Scenario, observation: Observation): void;
}

/** Nothing was asked yet. */
export function createAsked(): Asked {
  const words = new Set<string>();
  const deaf = new Set<string>();
  return {
    words,
    deaf,
    note({ surroundings = {} }, { asked = [] }) {
      for (const word of asked) {
        if (isSet(word, surroundings)) deaf.add(word);
        if (deaf.has(word)) words.delete(word);
        else if (words.size < MOST && namedIn(word)?.part !== "files") words.add(word);
      }
    },
  };
}

/** The scenario without what makes no difference to set: it does the same. */
export function withoutDeaf(scenario: Scenario, { deaf }: Asked): Scenario {
  if (deaf.size === 0 || scenario.surroundings === undefined) return scenario;
  let left = scenario.surroundings;
  for (const word of deaf) left = unset(word, left);
  const { surroundings: _, ...bare } = scenario;
  return Object.keys(left).length === 0 ? bare : { ...bare, surroundings: left };
}

/** Relative paths that a run looked for and that its scenario says nothing of. */
export function filesAsked({ asked = [] }: Observation): readonly string[] {
  return asked.flatMap((word) => {
    const found = namedIn(word);
    return found?.part === "files" ? [found.name] : [];
  });
}

const PARTS = { environment: "environment", file: "files", state: "state" } as const;

/** What a word names: a variable of the environment, a file, or a variable of the module. */
export function namedIn(
  word: string,
): { readonly part: (typeof PARTS)[keyof typeof PARTS]; readonly name: string } | null {
  const [, kind, name] = /^(environment|file|state) (.+)$/.exec(word) ?? [];
  return name === undefined ? null : { part: PARTS[kind as keyof typeof PARTS], name };
}

/** Whether surroundings set what a word names. */
export function isSet(word: string, surroundings: Surroundings): boolean {
  const named = namedIn(word);
  if (named !== null) return Object.hasOwn(surroundings[named.part] ?? {}, named.name);
  return surroundings[word as keyof Surroundings] !== undefined;
}

function unset(word: string, surroundings: Surroundings): Surroundings {
  const named = namedIn(word);
  const { [named?.part ?? (word as keyof Surroundings)]: all, ...rest } = surroundings;
  if (named === null) return rest;
  const { [named.name]: _, ...others } = all as { readonly [name: string]: Value };
  return Object.keys(others).length === 0 ? rest : { ...rest, [named.part]: others };
}
