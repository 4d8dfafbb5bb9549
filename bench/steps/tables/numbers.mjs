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

/** Lines of tests for one covered line, over all suites that pass together; one decimal more than the goal has. */
export function linesPerCovered(rows) {
  const sized = rows.filter(isSized);
  const sum = (pick) => sized.reduce((all, row) => all + pick(row), 0);
  return sized.length === 0 ? "-" : (sum((row) => row.testLines) / sum((row) => row.lines.covered)).toFixed(2);
}

function isSized(row) {
  return row.passes === 3 && row.testLines !== undefined && row.lines.covered > 0;
}

/** What a reviewer would stumble over in the suites, in one sentence; rows of older tables were not asked. */
export function sayFaults(rows) {
  const asked = rows.filter(({ faults }) => faults !== undefined);
  const faulty = asked.filter(({ faults }) => faults.length > 0);
  const named = faulty.map(({ module, faults }) => `\`${module}\` (${faults.join("; ").replaceAll("|", "\\|")})`);
  const ratios = rows.filter(isSized).map((row) => row.testLines / row.lines.covered);
  const middle = ratios.length === 0 ? "-" : median(ratios).toFixed(2);
  return `${linesPerCovered(rows)} lines of tests for a covered line (median of the suites ${middle}); literals over 80 characters or names that end in a bare counter in ${faulty.length} of ${asked.length} suites${faulty.length > 0 ? `: ${named.join(", ")}` : ""}.`;
}
