import type { Report } from "@autotest/core";

const LEFT_OUT: readonly string[] = ["-n", "--dry-run", "--json"];

/** What to run next; where that is the same command again, with the words it was called with. */
export function nextCommand(report: Report, argv: readonly string[]): string {
  if (report.next !== "autotest generate") return report.next;
  return ["autotest", ...argv.filter((word) => !LEFT_OUT.includes(word)).map(quote)].join(" ");
}

/** A word as a shell takes it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
