import { createHash } from "node:crypto";
import type { Location, MutantResult } from "./report-parts.js";

/** What StrykerJS changes, apart from what is put in its place. */
export interface Place {
  /** Relative to the root. */
  readonly path: string;
  readonly location: Location;
}

const DIGITS_OF_HASH = 8;
const ID = /^(.+):(\d+):(\d+)-(\d+):(\d+):[^:]+:[^:]+$/s;

/**
 * An id that says where a mutant is and what it changes. StrykerJS itself numbers the mutants of one run, and gives other
 * numbers as soon as it is asked for fewer of them. `twin`: how many mutants of the same change came before.
 */
export function mutantId(path: string, mutant: MutantResult, twin: number): string {
  const { start, end } = mutant.location;
  const hash = createHash("sha256")
    .update(mutant.replacement ?? "")
    .digest("hex")
    .slice(0, DIGITS_OF_HASH);
  const place = `${path}:${start.line}:${start.column}-${end.line}:${end.column}`;
  return `${place}:${mutant.mutatorName}:${hash}${twin === 0 ? "" : `~${twin}`}`;
}

/** The place in an id of {@link mutantId}; null when it is none. */
export function placeOf(id: string): Place | null {
  const [, path, ...numbers] = ID.exec(id) ?? [];
  if (path === undefined) return null;
  const [line = 0, column = 0, endLine = 0, endColumn = 0] = numbers.map(Number);
  return { path, location: { start: { line, column }, end: { line: endLine, column: endColumn } } };
}

/** The id of a mutant that lies `lines` further down. */
export function moveId(id: string, lines: number): string {
  return id.replace(
    /^(.+):(\d+):(\d+)-(\d+):(\d+)(:[^:]+:[^:]+)$/s,
    (_, path: string, line: string, column: string, endLine: string, endColumn: string, rest: string) =>
      `${path}:${Number(line) + lines}:${column}-${Number(endLine) + lines}:${endColumn}${rest}`,
  );
}
