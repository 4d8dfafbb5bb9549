/** A suite that passes but could not be judged is left out of the mean; one that failed is a zero. */
export function judged(rows) {
  return rows.filter((row) => row.mutants !== null || row.passes < 3);
}

/** Share of mutants caught. */
export function strength({ mutants }) {
  return mutants === null ? 0 : mutants.killed / mutants.total;
}

/** Covered share; 1 when there is nothing to cover. */
export function share({ covered, total }) {
  return total === 0 ? 1 : covered / total;
}

/** Mean of lines and branches. */
export function both(row) {
  return (share(row.lines) + share(row.branches)) / 2;
}

/** Whole percent; `-` when there is nothing to cover. */
export function percent(part) {
  return part.total === 0 ? "-" : Math.floor(100 * share(part));
}

/** Whole percent of mutants caught; `?` when they could not be counted. */
export function caught(row) {
  if (row.mutants === null) return row.passes < 3 ? 0 : "?";
  return Math.floor(100 * strength(row));
}

/** Mean of shares in percent, one decimal. */
export function mean(shares) {
  return shares.length === 0 ? "-" : ((100 * shares.reduce((all, one) => all + one, 0)) / shares.length).toFixed(1);
}

/** Median of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
