import type { CoverageTotals, Finding, Gate, Goal } from "@autotest/core";
import type { Signs } from "./style.js";

/** `1 test`, `2 tests`. */
export function count(amount: number, noun: string, plural: string = `${noun}s`): string {
  return `${amount} ${amount === 1 ? noun : plural}`;
}

/** `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** Percent without rounding up: only a full house is 100. Null when there is nothing to cover. */
export function percent(part: { readonly covered: number; readonly total: number } | undefined): number | null {
  if (part === undefined || part.total === 0) return null;
  return Math.floor((part.covered / part.total) * 100);
}

/** `32% → 96%`, or `96%` when it is not known what it was before. */
export function change(before: CoverageTotals | null, after: CoverageTotals | null, part: "lines" | "branches", signs: Signs): string {
  const from = percent(before?.[part]);
  const to = percent(after?.[part]);
  if (to === null) return signs.none;
  return from === null ? `${to}%` : `${from}% ${signs.arrow} ${to}%`;
}

/** What a gate says about the candidates it dropped. */
export const GATE_WORDS: { readonly [gate in Gate]: string } = {
  parses: "did not parse",
  imports: "could not import the code",
  effects: "touched files, the network or processes",
  passes: "did not pass when run for real",
  repeats: "passed once, but not again",
  "fails-when-undone": "would not notice the code being wrong",
  "adds-goal": "added nothing new",
};

/** Headline of a reason why goals stayed open. */
export function openReason(code: string): string {
  return OPEN_WORDS[code] ?? code.replaceAll("-", " ");
}

const OPEN_WORDS: { readonly [code: string]: string } = {
  "needs-value": "no value found that leads there",
  "no-constructor": "no way found to build what it needs",
  blocked: "needs files, the network or other processes, which tests must not touch",
  "not-reachable": "looks unreachable",
  fuel: "runs too long",
  crash: "the runtime crashed there",
  "import-time": "runs only while the file is imported",
  budget: "the search budget ended first",
  dropped: "a test got there, but did not pass every check",
};

/** Name of a kind of finding. */
export const FINDING_WORDS: { readonly [kind in Finding["kind"]]: string } = {
  "suspected-bug": "possible bug",
  unstable: "not repeatable",
  "contradicts-example": "contradicts its own example",
  crash: "crash",
  "import-effect": "acts on import",
  unreachable: "unreachable code",
};

/** A goal as a fact in words. */
export function goalWords(goal: Goal): string {
  const condition = goal.condition.replace(/\s+/g, " ").trim();
  switch (goal.arm) {
    case "entry":
      return "is never called";
    case "true":
    case "false":
      return `\`${condition}\` is never ${goal.arm}`;
    case "body":
      return `the body of \`${condition}\` never runs`;
    case "exit":
      return `\`${condition}\` never runs to its end`;
    case "raise":
      return condition === "" ? "never raises" : `never raises at \`${condition}\``;
    case "handler":
      return `the handler \`${condition}\` never runs`;
    default:
      return condition === "" ? `${goal.arm} never runs` : `\`${condition}\`: ${goal.arm} never runs`;
  }
}
