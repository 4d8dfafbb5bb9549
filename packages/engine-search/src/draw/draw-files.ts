import type { Scenario } from "@autotest/core";
import type { DrawContext } from "./draw-context.js";
import { drawText } from "./draw-text.js";

/** Files of one run that are tried, and most lines of one. */
const FILES = 2;
const LINES = 3;

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/\.json$/i, "json"],
  [/\.[ct]sv$/i, "csv"],
  [/\.(?:html?|xml|svg)$/i, "html"],
];

/** The scenario with a file at each of `paths` that it looked for, twice with other content, and without. */
export function withFiles(scenario: Scenario, paths: readonly string[], context: DrawContext): readonly Scenario[] {
  return paths.slice(0, FILES).flatMap((path) =>
    [drawFile(path, context), drawFile(path, context), null].map((text) => ({
      ...scenario,
      surroundings: { ...scenario.surroundings, files: { ...scenario.surroundings?.files, [path]: text } },
    })),
  );
}

/** What a file of this name may hold: text of its format, lines of text, or nothing. */
export function drawFile(path: string, context: DrawContext): string {
  const { random } = context;
  const format = FORMATS.find(([ending]) => ending.test(path))?.[1];
  if (format !== undefined && random.next() < 0.8) return drawText({ format }, context);
  return Array.from({ length: random.below(LINES + 1) }, () => `${drawText({}, context)}\n`).join("");
}
