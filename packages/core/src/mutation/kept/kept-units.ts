import type { MutationReport } from "../../contracts/mutation.js";
import type { Unit } from "../../model/index.js";
import { wordsIn } from "./read-tree.js";

type Mutant = MutationReport["files"][string]["mutants"][number];

/** A unit as far as it is compared. */
export interface UnitPlace {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
}

/** A file in a state: its text and where its units are. */
export interface FileState {
  readonly source: string;
  readonly units: readonly UnitPlace[];
}

/** Units whose mutants need not run again, with how far each moved down. */
export type KeptUnits = readonly (UnitPlace & { readonly moved: number })[];

/** Units that lie in no other, in order; classes are what their methods are in. */
export function placesOf(units: readonly Unit[]): readonly UnitPlace[] {
  const all = units
    .filter(({ kind }) => kind !== "class")
    .map(({ name, span }) => ({ name, line: span.line, endLine: span.endLine }));
  const holds = (outer: UnitPlace, inner: UnitPlace): boolean =>
    outer !== inner && outer.line <= inner.line && outer.endLine >= inner.endLine;
  return all.filter((one) => !all.some((other) => holds(other, one))).sort((one, other) => one.line - other.line);
}

/**
 * Units of the file as it is now whose mutants are as they were: nothing in them changed, what changed cannot reach them nor
 * they it, and no test runs both. Null when that cannot be told: code between units changed, or runs changed units on import.
 */
export function keptUnits(before: FileState, now: FileState, mutants: readonly Mutant[]): KeptUnits | null {
  const old = textsOf(before);
  const texts = textsOf(now);
  if (old === null || texts === null || frameOf(before) !== frameOf(now)) return null;
  const changed = new Set([...texts.keys(), ...old.keys()].filter((name) => texts.get(name) !== old.get(name)));
  const words = new Map([...texts].map(([name, text]) => [name, wordsIn(text)]));
  const called = (from: ReadonlySet<string>): ReadonlySet<string> => closure(from, words);
  const atImport = called(wordsIn(withoutExports(frameOf(now))));
  const inside = (name: string): readonly Mutant[] => mutantsIn(before, name, mutants);
  const tests = new Set<string>();
  const reached = new Set<string>();
  for (const name of changed) {
    if (atImport.has(lastWord(name))) return null;
    const own = inside(name);
    const isKnown = own.some(({ coveredBy, status }) => coveredBy !== undefined || status === "NoCoverage");
    if (old.has(name) && !isKnown) return null;
    for (const test of own.flatMap(({ coveredBy = [] }) => coveredBy)) tests.add(test);
    for (const word of called(wordsIn(`${texts.get(name) ?? ""} ${old.get(name) ?? ""}`))) reached.add(word);
  }
  const names = new Set([...changed].map(lastWord));
  return now.units.flatMap((place) => {
    const { name } = place;
    const was = before.units.find((one) => one.name === name);
    if (changed.has(name) || was === undefined || reached.has(lastWord(name))) return [];
    if ([...called(words.get(name) ?? new Set())].some((word) => names.has(word))) return [];
    if (inside(name).some((mutant) => !isTied(mutant) || mutant.coveredBy?.some((test) => tests.has(test)))) return [];
    return [{ ...place, moved: place.line - was.line }];
  });
}

/** Whether it is known which tests say something about a mutant. */
function isTied({ coveredBy, status, static: isStatic }: Mutant): boolean {
  return isStatic !== true && (coveredBy !== undefined || ["NoCoverage", "Ignored", "CompileError"].includes(status));
}

/** Lines outside of kept units: what is on them has to run again. */
export function linesToRun({ source }: FileState, kept: KeptUnits): readonly { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = 1;
  for (const { line, endLine } of [...kept, { line: source.split("\n").length + 1, endLine: 0 }]) {
    if (from < line) ranges.push({ from, to: line - 1 });
    from = endLine + 1;
  }
  return ranges;
}

/** Mutants that lie wholly in a unit as it was. */
export function mutantsIn({ units }: FileState, name: string, mutants: readonly Mutant[]): readonly Mutant[] {
  const place = units.find((one) => one.name === name);
  if (place === undefined) return [];
  return mutants.filter(({ location: { start, end } }) => start.line >= place.line && end.line <= place.endLine);
}

/** By name; null when two share one, or a line. */
function textsOf({ source, units }: FileState): ReadonlyMap<string, string> | null {
  const lines = source.split("\n");
  const texts = new Map(units.map(({ name, line, endLine }) => [name, lines.slice(line - 1, endLine).join("\n")]));
  const isApart = units.every(({ line }, at) => at === 0 || line > (units[at - 1]?.endLine ?? 0));
  return isApart && texts.size === units.length ? texts : null;
}

/** All that is outside of units, without empty lines, so that moving is no change. */
function frameOf({ source, units }: FileState): string {
  const lines = source.split("\n");
  for (const { line, endLine } of units) lines.fill("", line - 1, endLine);
  return lines.filter((line) => line.trim() !== "").join("\n");
}

/** Naming a unit to others, or its class where that is made, runs nothing. */
function withoutExports(frame: string): string {
  return frame
    .replaceAll(/\bmodule\.exports\s*=\s*\{[^{}()]*\}|\bexport\s*\{[^}]*\}|\b__all__\s*=\s*[([][^\])]*[\])]/g, "")
    .replaceAll(/\b(?:module\.)?exports(?:\.\w+)?\s*=\s*\w+\s*;?[ \t]*$|\bexport\s+default\s+\w+\s*;?[ \t]*$/gm, "")
    .replaceAll(/\bclass\s+\w+/g, "");
}

/** The word a unit is called by: of a constructor, its class. */
function lastWord(name: string): string {
  const parts = name.split(".");
  const last = parts.at(-1) ?? name;
  const isMade = /^(?:__\w+__|constructor)$/.test(last);
  return (isMade ? parts.at(-2) : last) ?? last;
}

/** Words, and those of every unit they name. */
function closure(start: ReadonlySet<string>, words: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const all = new Set(start);
  const left = new Map([...words].map(([name, own]) => [name, own]));
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const [name, own] of left) {
      if (!all.has(lastWord(name))) continue;
      left.delete(name);
      for (const word of own) all.add(word);
      isNew = true;
    }
  }
  return all;
}
