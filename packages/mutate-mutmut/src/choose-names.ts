import type { Context, MutatedFile, MutationRequest } from "@autotest/core";
import type { Interpreter } from "@autotest/python-environment";
import { findSpans, type Span } from "./find-spans.js";
import { moduleOf, patternOf } from "./mutant-name.js";

/**
 * What mutmut is asked to try, as names and patterns: it knows no lines, only functions. Empty: all that has no result yet.
 * Null when nothing that could be mutated is among the lines.
 */
export async function chooseNames(
  { project, files, only }: MutationRequest,
  interpreter: Interpreter,
  ctx: Context,
): Promise<readonly string[] | null> {
  if (only !== undefined) return only.length === 0 ? null : only;
  if (files.every(({ lines }) => lines === undefined)) return [];
  const spans = await findSpans(
    project.workspace,
    files.map(({ path }) => path),
    interpreter,
    ctx,
  );
  const names = files.flatMap((file) => namesIn(file, spans.get(file.path) ?? []));
  return names.length === 0 ? null : [...new Set(names)];
}

function namesIn({ path, lines }: MutatedFile, spans: readonly Span[]): readonly string[] {
  if (lines === undefined) return [`${moduleOf(path)}.x*__mutmut_*`];
  return spans
    .filter((span) => lines.some(({ from, to }) => span.from <= to && span.to >= from))
    .map(({ name }) => patternOf(path, name));
}
