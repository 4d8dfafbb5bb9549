import { join } from "node:path";
import type { Context } from "@autotest/core";

/** What mutmut's files say of one source file; what is missing there is missing here. */
export interface FileResults {
  /** Exit code by mutmut's name of a mutant; null: not tried. */
  readonly codes: ReadonlyMap<string, number | null>;
  /** Seconds by name. */
  readonly seconds: ReadonlyMap<string, number>;
  /** What the type checker said, by name. */
  readonly typeErrors: ReadonlyMap<string, string>;
}

/** What mutmut learned of the tests. */
export interface TestFacts {
  /** Ids of tests by mutmut's name of a function: `shop.cart.x_total`. */
  readonly byFunction: ReadonlyMap<string, readonly string[]>;
  /** Seconds by id, of every test. */
  readonly seconds: ReadonlyMap<string, number>;
}

/** The folder mutmut works in, inside the copy. */
export const MUTANTS = "mutants";

/** Reads the results of one source file (relative). Internal to mutmut and undocumented, so nothing in it is taken for granted. */
export async function readResults(workspace: string, path: string, ctx: Context): Promise<FileResults> {
  const meta = await readObject(join(workspace, MUTANTS, `${path}.meta`), ctx);
  const isCode = (value: unknown): value is number | null => value === null || Number.isInteger(value);
  return {
    codes: entriesOf(meta.exit_code_by_key, isCode),
    seconds: entriesOf(meta.durations_by_key, isNumber),
    typeErrors: entriesOf(meta.type_check_error_by_key, (value): value is string => typeof value === "string"),
  };
}

/** Reads which tests run which function. */
export async function readTests(workspace: string, ctx: Context): Promise<TestFacts> {
  const stats = await readObject(join(workspace, MUTANTS, "mutmut-stats.json"), ctx);
  const isList = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((one) => typeof one === "string");
  const byFunction = [...entriesOf(stats.tests_by_mangled_function_name, isList)];
  return {
    byFunction: new Map(byFunction.map(([name, tests]) => [name, [...tests].sort()])),
    seconds: entriesOf(stats.duration_by_test, isNumber),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function entriesOf<T>(value: unknown, fits: (one: unknown) => one is T): ReadonlyMap<string, T> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, T] => fits(entry[1])));
}

async function readObject(path: string, ctx: Context): Promise<{ readonly [key: string]: unknown }> {
  try {
    const read: unknown = JSON.parse(await ctx.fs.readText(path));
    return typeof read === "object" && read !== null ? (read as { readonly [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}
