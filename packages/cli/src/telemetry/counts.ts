import type { CoverageTotals, Report } from "@autotest/core";
import { COMMANDS } from "../command-names.js";
import { VERSION } from "../version.js";

/** What is counted of one run. Numbers and words of our own, and nothing else: no name, path, text, time or address. */
export interface RunCounts {
  /** The version of autotest. */
  readonly autotest: string;
  /** One of our own commands. */
  readonly command: string;
  /** Source files by language; a language of a plugin we do not know is `other`. */
  readonly languages: { readonly [language: string]: number };
  /** Tests that were kept. */
  readonly tests: number;
  /** Lines and branches that tests reach now and did not before. */
  readonly coverageGained: { readonly lines: number; readonly branches: number };
}

/** Our own words: whatever else a plugin or a command line says is not looked at. */
const LANGUAGES: readonly string[] = ["python", "javascript"];

/** Counts a run; null for one that does not count, such as `autotest telemetry` itself. */
export function countsOf(argv: readonly string[], report: Report | null): RunCounts | null {
  const command = argv.find((word) => !word.startsWith("-"));
  if (command === undefined || command === "telemetry" || !COMMANDS.includes(command)) return null;
  const files = report?.files ?? [];
  const languages: Record<string, number> = {};
  for (const { language } of files) {
    const name = LANGUAGES.includes(language) ? language : "other";
    languages[name] = (languages[name] ?? 0) + 1;
  }
  const gained = (part: keyof CoverageTotals): number =>
    files.reduce((sum, { coverageBefore, coverageAfter }) => {
      if (coverageAfter === null) return sum;
      return sum + Math.max(0, coverageAfter[part].covered - (coverageBefore?.[part].covered ?? 0));
    }, 0);
  return {
    autotest: VERSION,
    command,
    languages,
    tests: files.reduce((sum, { kept }) => sum + kept.length, 0),
    coverageGained: { lines: gained("lines"), branches: gained("branches") },
  };
}

/** A run as it could look, for somebody who has not agreed to anything yet. */
export const EXAMPLE: RunCounts = {
  autotest: VERSION,
  command: "generate",
  languages: { python: 3 },
  tests: 24,
  coverageGained: { lines: 120, branches: 31 },
};

/** Exactly what is sent for these runs, byte for byte. */
export function bodyOf(runs: readonly RunCounts[]): string {
  return `${JSON.stringify({ schemaVersion: 1, runs }, null, 2)}\n`;
}
