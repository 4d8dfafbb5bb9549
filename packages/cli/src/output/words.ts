import type { CoverageTotals } from "@autotest/core";
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

/** `32% → 96%`. Without tests before, nothing was covered before. */
export function change(
  before: CoverageTotals | null,
  after: CoverageTotals | null,
  part: "lines" | "branches",
  signs: Signs,
): string {
  const to = percent(after?.[part]);
  if (to === null) return signs.none;
  return `${percent(before?.[part]) ?? 0}% ${signs.arrow} ${to}%`;
}
