import type { Report, Reporter } from "@autotest/core";
import { dropped, findings, limits, notes, openGoals, table } from "./sections.js";

/** A comment of GitHub holds 65,536 characters; whoever posts it adds a little. */
const MOST_CHARACTERS = 60_000;

/** Shows a report as Markdown for a pull request comment or a job summary. */
export const markdown: Reporter = { id: "markdown", render };

function render(report: Report): string {
  const sections = [
    `## autotest: ${headline(report)}`,
    limits(report).join("\n"),
    table(report).join("\n"),
    titled("Possible problems in the code", findings(report)),
    titled("Not tested yet", openGoals(report)),
    titled("Proposed tests that were dropped", dropped(report)),
    titled("Notes", notes(report)),
    footer(report),
  ];
  return `${mark(report)}\n${fitting(sections.filter((section) => section !== "")).join("\n\n")}\n`;
}

/** The first line, for whoever keeps one comment up to date: what it is, and whether it is worth a comment. */
function mark({ files, skipped }: Report): string {
  return files.length + skipped.length === 0 ? "<!-- autotest:nothing -->" : "<!-- autotest:report -->";
}

function headline({ files, thresholds, interrupted }: Report): string {
  const tests = files.reduce((sum, file) => sum + file.kept.length, 0);
  const open = files.reduce((sum, file) => sum + file.open.length, 0);
  const stopped = interrupted ? "stopped early, " : "";
  if (thresholds !== undefined && thresholds.length > 0)
    return `${stopped}${thresholds.every(({ met }) => met) ? "tested well enough" : "not tested well enough"}`;
  if (files.length === 0) return `${stopped}nothing to do`;
  return `${stopped}${amount(tests, "test")} added, ${amount(open, "open goal")}`;
}

function footer({ isolation, seed, seconds, changes, cost }: Report): string {
  const base = changes?.base ? ` Compared with ${changes.base.replace(/[^\w./ ()-]/g, "")}.` : "";
  const tokens = cost ? `, ${amount(cost.requests, "question")} to a model` : "";
  const price = cost?.usd == null ? "" : ` (${cost.usd.toFixed(2)} USD)`;
  return `<sub>${seconds.toFixed(1)} s, seed ${seed}, isolation ${isolation}${tokens}${price}.${base}</sub>`;
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `### ${title}\n\n${lines.join("\n")}`;
}

/** As many sections as fit, whole; the last of them is always there. */
function fitting(sections: readonly string[]): readonly string[] {
  const last = sections.at(-1) ?? "";
  let left = MOST_CHARACTERS - last.length;
  const shown = sections.slice(0, -1).filter((section) => {
    left -= section.length + 2;
    return left >= 0;
  });
  const cut = shown.length < sections.length - 1 ? ["… shortened: the rest did not fit."] : [];
  return [...shown, ...cut, last];
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
