import { join } from "node:path";
import type { Context, LineRange, MutatedFile } from "@autotest/core";
import type { Span } from "./find-spans.js";
import { type Change, type FunctionText, linesOf, locateMutant } from "./locate-mutant.js";
import { type MutantName, moduleOf, readName } from "./mutant-name.js";
import { type FileResults, MUTANTS, readResults } from "./read-results.js";
import { type Token, tokensOf } from "./tokens-of.js";

/** A mutant of mutmut's, placed in the source. */
export interface FoundMutant {
  /** mutmut's own name. */
  readonly id: string;
  readonly name: MutantName;
  readonly change: Change;
  /** Exit code of its tests; null: not tried. */
  readonly code: number | null;
}

/** All mutants of one source file. */
export interface MutantsOfFile {
  /** Relative. */
  readonly path: string;
  readonly source: string;
  readonly mutants: readonly FoundMutant[];
  readonly results: FileResults;
  /** Names of mutants whose place in the source is not known. */
  readonly lost: readonly string[];
}

/** The files whose functions {@link readMutants} has to know: the sources, and what mutmut made of them. */
export function filesToSpan(files: readonly MutatedFile[]): readonly string[] {
  return files.flatMap(({ path }) => [path, `${MUTANTS}/${path}`]);
}

/** Reads what mutmut made of the files, and where in the source each change is. `spans` are those of {@link filesToSpan}. */
export async function readMutants(
  workspace: string,
  files: readonly MutatedFile[],
  spans: ReadonlyMap<string, readonly Span[]>,
  ctx: Context,
): Promise<readonly MutantsOfFile[]> {
  const found: MutantsOfFile[] = [];
  for (const { path, lines } of files) {
    const source = await textOf(join(workspace, path), ctx);
    const mutated = await textOf(join(workspace, MUTANTS, path), ctx);
    const results = await readResults(workspace, path, ctx);
    const functions = textsOf(source, spans.get(path) ?? []);
    const copies = textsOf(mutated, spans.get(`${MUTANTS}/${path}`) ?? []);
    const { mutants, lost } = placeMutants(path, functions, copies, results);
    found.push({
      path,
      source,
      results,
      lost,
      mutants: lines === undefined ? mutants : mutants.filter(({ change }) => touches(change, lines)),
    });
  }
  return found;
}

type Texts = ReadonlyMap<string, readonly FunctionText[]>;

function placeMutants(
  path: string,
  functions: Texts,
  copies: Texts,
  results: FileResults,
): { readonly mutants: readonly FoundMutant[]; readonly lost: readonly string[] } {
  const lost: string[] = [];
  const mutants: FoundMutant[] = [];
  const tokens = new Map<string, readonly Token[]>();
  const byCopy = new Map([...copies].map(([name, texts]) => [name.slice(name.indexOf(".") + 1), texts[0]]));
  for (const id of namesOf(path, copies, results)) {
    const name = readName(id);
    const original = name && byCopy.get(name.original);
    const mutated = name && byCopy.get(name.copy);
    if (!name || !original || !mutated) {
      lost.push(id);
      continue;
    }
    const method = name.unit.slice(name.unit.indexOf(".") + 1);
    const [before, after] = [
      original.text.replace(name.original, () => method),
      mutated.text.replace(name.copy, () => method),
    ];
    const known = tokens.get(before) ?? tokensOf(before);
    tokens.set(before, known);
    const change = (functions.get(name.unit) ?? [])
      .map((source) => locateMutant(source, before, after, known))
      .find((one) => one !== null);
    if (change) mutants.push({ id, name, change, code: results.codes.get(id) ?? null });
    else lost.push(id);
  }
  return { mutants, lost };
}

/** The names mutmut keeps results under; without results, those its copies have. */
function namesOf(path: string, copies: Texts, { codes }: FileResults): readonly string[] {
  if (codes.size > 0) return [...codes.keys()];
  const module = moduleOf(path);
  return [...copies.keys()]
    .map((name) => `${module}.${name.slice(name.indexOf(".") + 1)}`)
    .filter((name) => readName(name) !== null);
}

function textsOf(text: string, spans: readonly Span[]): Texts {
  const lines = linesOf(text);
  const found = new Map<string, FunctionText[]>();
  for (const { name, from, to } of spans) {
    const one = { text: lines.slice(from - 1, to).join("\n"), line: from };
    found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

function touches({ start, end }: Change, lines: readonly LineRange[]): boolean {
  return lines.some(({ from, to }) => start.line <= to && end.line >= from);
}

async function textOf(path: string, ctx: Context): Promise<string> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return "";
  }
}
