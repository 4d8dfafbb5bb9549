import type { FileReport } from "@autotest/core";
import { bar, lineRanges, percent, type Share } from "./figures.js";
import { cut, type Markup, markup } from "./markup.js";

const MOST_MISSED = 120;

/** One file in figures. */
export interface FileFacts {
  readonly file: FileReport;
  readonly tests: number;
  readonly dropped: number;
  /** Without small changes to the code, which are counted apart. */
  readonly goals: Share;
  readonly metBefore: number;
  readonly mutants: Share;
}

/** Counts a file. */
export function factsOf(file: FileReport): FileFacts {
  const open = new Set(file.open.map(({ goal }) => goal.id));
  const share = (isMutant: boolean): Share => {
    const goals = file.goals.filter(({ kind }) => (kind === "mutant") === isMutant);
    return { covered: goals.filter(({ id }) => !open.has(id)).length, total: goals.length };
  };
  const mutants = new Set(file.goals.filter(({ kind }) => kind === "mutant").map(({ id }) => id));
  return {
    file,
    tests: file.kept.length,
    dropped: file.dropped.length,
    goals: share(false),
    metBefore: file.metBefore.filter((id) => !mutants.has(id)).length,
    mutants: share(true),
  };
}

/** A row for each file. */
export function filesTable(facts: readonly FileFacts[]): Markup {
  return markup`<div class="table"><table><thead><tr><th scope="col">File</th><th scope="col" class="number">Tests</th><th scope="col">Goals met</th><th scope="col">Lines covered</th><th scope="col">Branches covered</th><th scope="col">Lines no test runs</th></tr></thead>
<tbody>${facts.map(({ file, tests, goals, metBefore }) => {
    const { path, coverageAfter: after, coverageBefore: before } = file;
    return markup`<tr data-row><th scope="row">${path}</th><td class="number">${tests}</td>${shareCell(goals, { covered: metBefore, total: goals.total })}${shareCell(after?.lines, before?.lines)}${shareCell(after?.branches, before?.branches)}<td>${missed(file)}</td></tr>
`;
  })}</tbody></table></div>`;
}

function shareCell(share: Share | undefined, before: Share | undefined): Markup {
  if (share === undefined || share.total === 0) return markup`<td class="share soft">–</td>`;
  return markup`<td class="share">${percent(share)} <span class="small">${share.covered}/${share.total}</span>${bar(share, before)}</td>`;
}

function missed({ coverageAfter }: FileReport): Markup {
  const lines = coverageAfter?.missedLines ?? [];
  if (coverageAfter === null) return markup`<span class="soft">not measured</span>`;
  return lines.length === 0 ? markup`<span class="soft">none</span>` : markup`${cut(lineRanges(lines), MOST_MISSED)}`;
}
