import type { FileReport, Report, SuiteFile } from "@autotest/core";
import { amount } from "./figures.js";
import { cut, type Markup, markup } from "./markup.js";

/** Rows of small changes on the whole page; what survives has a right to be there first. */
const MOST_MUTANTS = 1_500;
/** Characters of test files on the whole page. */
const MOST_SOURCE = 300_000;
const MOST_NOTES = 200;

/** The small changes to one file: those no test notices first. */
export function mutantFold(total: number): (file: FileReport) => Markup {
  const share = total > MOST_MUTANTS ? MOST_MUTANTS / total : 1;
  return ({ path, goals, open, kept }) => {
    const mutants = goals.filter(({ kind }) => kind === "mutant");
    if (mutants.length === 0) return markup``;
    const alive = new Map(open.map(({ goal, reason }): [string, string] => [goal.id, reason]));
    const by = new Map<string, string>();
    for (const { candidate } of kept) for (const id of candidate.goals) if (!by.has(id)) by.set(id, candidate.title);
    const sorted = [...mutants].sort((a, b) => Number(alive.has(b.id)) - Number(alive.has(a.id)) || a.line - b.line);
    const shown = sorted.slice(0, Math.max(1, Math.floor(sorted.length * share)));
    const survivors = mutants.filter(({ id }) => alive.has(id)).length;
    return markup`<details><summary>${path} <span class="soft">${mutants.length - survivors} of ${mutants.length} noticed</span></summary><div class="inside"><div class="table"><table><thead><tr><th scope="col" class="number">Line</th><th scope="col">Unit</th><th scope="col">Change</th><th scope="col">Noticed by</th></tr></thead><tbody>
${shown.map(
  ({ id, line, unit, condition, arm }) =>
    markup`<tr data-row><td class="number">${line}</td><td>${unit}</td><td>${changeOf(condition, arm)}</td><td>${alive.has(id) ? markup`<span class="tag bad">no test</span> <span class="small">${cut(alive.get(id) ?? "", 160)}</span>` : cut(by.get(id) ?? "a test that was there before", 120)}</td></tr>
`,
)}</tbody></table></div>${shown.length < sorted.length ? markup`<p class="soft">… and ${sorted.length - shown.length} more, which <code>--json</code> lists.</p>` : null}</div></details>`;
  };
}

/** What is changed into what. */
export function changeOf(original: string, replacement: string): Markup {
  const now = cut(replacement.replace(/\s+/g, " ").trim(), 120);
  return markup`<del><code>${cut(original.replace(/\s+/g, " ").trim(), 120)}</code></del> → ${now === "" ? markup`<ins>left out</ins>` : markup`<ins><code>${now}</code></ins>`}`;
}

/** The text of the test files, as far as there is room. */
export function suiteFolds(suites: readonly SuiteFile[]): Markup {
  let left = MOST_SOURCE;
  return markup`${suites.map(({ path, text, action, tests }) => {
    left -= text.length;
    return markup`<details><summary>${path} <span class="soft">${amount(tests, "test")}, ${action}</span></summary><div class="inside">${left >= 0 ? markup`<pre tabindex="0"><code>${text}</code></pre>` : markup`<p class="soft">Too long for this page.</p>`}</div></details>`;
  })}`;
}

/** What was left out, and what went wrong beside. */
export function notesList({ skipped, warnings }: Report): readonly Markup[] {
  return [
    ...skipped
      .filter(({ code }) => code !== "no-units")
      .map(
        ({ path, reason, hint }) =>
          markup`<li data-row><strong>${path}</strong> ${cut(reason, 600)}${hint === undefined ? null : markup` <span class="small">${cut(hint, 600)}</span>`}</li>`,
      ),
    ...warnings.map((warning) => markup`<li data-row>${cut(warning, 600)}</li>`),
  ].slice(0, MOST_NOTES);
}
