import type { Candidate, KeptTest } from "../model/index.js";

/** A test of a later round may show the same as an earlier one in other words, but not in the same. */
export function withOwnTitles(candidates: readonly Candidate[], kept: readonly KeptTest[]): readonly Candidate[] {
  const taken = new Set(kept.map(({ candidate: { unit, title } }) => `${unit} ${title}`));
  return candidates.map((candidate) => {
    const { unit, title } = candidate;
    let own = title;
    for (let count = 2; taken.has(`${unit} ${own}`); count++) own = `${title} (${count})`;
    taken.add(`${unit} ${own}`);
    return { ...candidate, title: own };
  });
}
