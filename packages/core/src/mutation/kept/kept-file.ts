import type { Context } from "../../contracts/index.js";
import type { MutatedFile, MutationReport } from "../../contracts/mutation.js";
import type { FileState } from "./kept-units.js";

/** All that the results of a file depend on. */
export interface KeptState extends FileState {
  /** Stands for the tool, its settings, and all files that are no sources. */
  readonly tool: string;
  /** Sources and tests by digest, without the file itself. */
  readonly related: { readonly [path: string]: string };
  /** Every test file there was. */
  readonly tests: readonly string[];
}

/** What is known of the mutants of a file, and in which state of everything. */
export interface KeptFile {
  readonly state: KeptState;
  /** Of this file only. */
  readonly report: MutationReport;
  /** `mutmut 3.8.1`. */
  readonly tool: string;
}

/** Raised when what is kept could not be understood any more. */
const FORMAT = 1;

/** What was kept for a file, or for some lines of it. Damaged, or of another version: null. */
export async function readKept(backend: string, file: MutatedFile, ctx: Context): Promise<KeptFile | null> {
  try {
    const read: unknown = JSON.parse((await ctx.cache.get(keyOf(backend, file))) ?? "null");
    if (!isRecord(read) || read.format !== FORMAT || !isRecord(read.kept)) return null;
    const { report, state } = read.kept;
    const isWhole = isRecord(report) && isRecord(report.files) && isRecord(report.files[file.path]) && isRecord(state);
    return isWhole ? (read.kept as unknown as KeptFile) : null;
  } catch {
    return null;
  }
}

/** Keeps what is known now, in place of what was. */
export function keepFile(backend: string, file: MutatedFile, kept: KeptFile, ctx: Context): Promise<void> {
  return ctx.cache.set(keyOf(backend, file), JSON.stringify({ format: FORMAT, kept }));
}

function keyOf(backend: string, { path, lines }: MutatedFile): string {
  return JSON.stringify(["mutation", backend, path, lines ?? null]);
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
