import { FINDING_WORDS, type Finding, goalWords, type OpenGoal, openReason } from "@autotest/core";
import { amount } from "./figures.js";
import { cut, inCode, type Markup, markup } from "./markup.js";

const MOST_ROWS = 600;
/** Open goals up to which all of them are in sight at once. */
const MOST_OPEN = 40;
const LONGEST = 600;

/** What looks wrong in the code. */
export function findingCards(findings: readonly Finding[]): Markup {
  return markup`${findings.slice(0, MOST_ROWS).map(
    ({ kind, path, line, unit, message, reproduction }) => markup`<article class="card" data-row>
<p><span class="tag part">${FINDING_WORDS[kind] ?? kind}</span> <strong>${path}:${line}</strong> <span class="soft">${unit}</span></p>
<p>${cut(message, LONGEST)}</p>${reproduction === undefined ? null : markup`<pre><code>${cut(reproduction, 2_000)}</code></pre>`}</article>`,
  )}${rest(findings.length)}`;
}

/** Open goals by the reason why they are open: the reason most of them share first. */
export function openGoalGroups(open: readonly OpenGoal[]): Markup {
  const groups = new Map<string, OpenGoal[]>();
  for (const one of open) groups.set(one.code, [...(groups.get(one.code) ?? []), one]);
  const sorted = [...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  return markup`${sorted.map(([code, goals]) => {
    // What helps all of them alike is said once.
    const hints = new Set(goals.map(({ hint }) => hint));
    const [common] = hints.size === 1 && goals.length > 1 ? hints : [];
    return markup`<details${open.length <= MOST_OPEN ? markup` open` : null}><summary>${sentence(openReason(code))} <span class="soft">${amount(goals.length, "goal")}</span></summary>
<div class="inside">${common === undefined ? null : markup`<p class="small">What would help: ${cut(common, LONGEST)}</p>`}<ul class="rows">${goals.slice(0, MOST_ROWS).map((goal) => openRow(goal, common))}</ul>${rest(goals.length)}</div></details>
`;
  })}`;
}

function openRow({ goal, code, reason, hint }: OpenGoal, common: string | undefined): Markup {
  const why = reason === openReason(code) ? null : inCode(cut(reason, LONGEST));
  const help = hint === undefined || hint === common ? null : `What would help: ${cut(hint, LONGEST)}`;
  return markup`<li data-row><span class="soft">${goal.path}:${goal.line}</span> ${inCode(cut(goalWords(goal), LONGEST))}${why === null ? null : markup`<br><span class="small">${why}</span>`}${help === null ? null : markup`<br><span class="small">${help}</span>`}</li>`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function rest(total: number): Markup {
  return total > MOST_ROWS
    ? markup`<p class="soft">… and ${total - MOST_ROWS} more, which <code>--json</code> lists.</p>`
    : markup``;
}
