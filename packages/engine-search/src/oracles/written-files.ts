import type { Assertion, Change, Language, Observation, Via } from "@autotest/core";
import { isPrintable } from "../values/printable.js";
import { holdsNumber, isMoving } from "./moving.js";

/** What a file holds afterwards, where it is the same in every world and can be read. */
export function fileAssertions(
  { path, text }: Extract<Change, { kind: "file" }>,
  via: Via,
  observations: readonly Observation[],
  language: Language,
): readonly Assertion[] {
  const moves = isMoving(observations) && holdsNumber(text);
  if (text === null || moves || !isPrintable(text, language)) return [];
  const same = observations.every(({ changed }) =>
    changed.some((each) => each.kind === "file" && each.path === path && each.text === text),
  );
  return same ? [{ basis: "observed", kind: "file", path, text, via }] : [];
}
