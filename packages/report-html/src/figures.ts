import type { CoverageTotals } from "@autotest/core";
import { type Markup, markup, type Piece } from "./markup.js";

/** So many of so many. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** One number at the top of the page. */
export function tile(name: string, value: string, note: Piece, share?: Share | null, before?: Share | null): Markup {
  return markup`<li><span class="soft">${name}</span><b>${value}</b><span class="small">${note}</span>${share ? bar(share, before) : null}</li>`;
}

/** Whole percent, never rounded up to a whole that it is not. */
export function percent({ covered, total }: Share): string {
  return total === 0 ? "–" : `${Math.floor((100 * covered) / total)} %`;
}

/** A bar; what was there before the run in another colour. The numbers stand beside it for whoever does not see it. */
export function bar(share: Share, before?: Share | null): Markup {
  if (!(share.total > 0)) return markup``;
  const width = ({ covered, total }: Share): number => (total > 0 ? Math.round((1000 * covered) / total) / 10 : 0);
  const filled = width(share);
  const colour = filled < 50 ? "low" : "fill";
  return markup`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="${colour}" width="${filled}" height="6"/>${before && before.covered > 0 ? markup`<rect class="before" width="${Math.min(filled, width(before))}" height="6"/>` : null}</svg>`;
}

/** Lines and branches of all files, as tiles. */
export function coverageTiles(after: CoverageTotals | null, before: CoverageTotals | null): readonly Markup[] {
  if (after === null) return [];
  const one = (name: string, now: Share, then: Share | undefined): Markup =>
    tile(
      name,
      percent(now),
      markup`${now.covered} of ${now.total}${then === undefined ? null : `, ${percent(then)} before`}`,
      now,
      then,
    );
  return [one("Lines covered", after.lines, before?.lines), one("Branches covered", after.branches, before?.branches)];
}

/** `3 tests`. */
export function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Line numbers with neighbours drawn together: `4, 7–9`. */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}
