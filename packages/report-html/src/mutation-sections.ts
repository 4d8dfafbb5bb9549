import type { MutantResult, MutationResult, Score } from "@autotest/core";
import { amount, percent, type Share, tile } from "./figures.js";
import { cut, type Markup, markup } from "./markup.js";
import type { Section } from "./page.js";
import { changeOf } from "./rest-sections.js";

const MOST_ROWS = 400;

/** What a page shows of a mutation run. */
type Shown = Omit<MutationResult, "written">;

/** What the run came to, in one line. */
export function headlineOfMutation({ mutants, before, after, interrupted }: Shown): string {
  const stopped = interrupted ? "Stopped early: " : "";
  if (mutants.length === 0) return `${stopped}Nothing was mutated`;
  const [then, now] = [percent(shareOf(before.tool)), percent(shareOf(after.tool))];
  return `${stopped}Mutation score ${then === now ? now : `${then} → ${now}`}`;
}

/** Scores, what our tests kill, what survives and why, and every mutant in its source. */
export function mutationSections(result: Shown): readonly Section[] {
  const killed = result.mutants.filter(({ kill }) => kill !== null);
  const alive = result.mutants.filter(({ code }) => code !== null);
  const notes = notesOf(result);
  const sections: readonly (Section & { readonly isThere: boolean })[] = [
    { id: "score", title: "", body: scores(result, killed.length, alive.length), isThere: true },
    {
      id: "killed",
      title: "Killed by new tests",
      count: killed.length,
      body: killedTable(killed),
      isThere: killed.length > 0,
    },
    {
      id: "survivors",
      title: "Mutants that survive, and why",
      count: alive.length,
      body: survivorGroups(alive),
      isThere: alive.length > 0,
    },
    {
      id: "mutants",
      title: "Every mutant in its source",
      count: result.mutants.length,
      body: markup`<mutation-test-report-app title-postfix="autotest"><p class="soft">This view needs scripts.</p></mutation-test-report-app>`,
      isThere: result.mutants.length > 0,
    },
    {
      id: "mutation-notes",
      title: "Notes on the mutation run",
      count: notes.length,
      body: markup`<ul class="rows">${notes}</ul>`,
      isThere: notes.length > 0,
    },
  ];
  return sections.filter(({ isThere }) => isThere);
}

function scores({ mutants, before, after, tools, seconds, complete }: Shown, killed: number, alive: number): Markup {
  const one = (name: string, now: Score, then: Score): Markup =>
    tile(
      name,
      percent(shareOf(now)),
      `${now.detected} of ${now.total}, ${percent(shareOf(then))} before`,
      shareOf(now),
      shareOf(then),
    );
  if (mutants.length === 0) return markup`<p class="facts">Nothing was mutated.</p>`;
  return markup`<ul class="tiles">${one("Mutation score", after.tool, before.tool)}${one("Without timeouts", after.honest, before.honest)}${one("Without what is left out", after.triaged, before.triaged)}${tile("Killed by new tests", String(killed), "each proven on that very mutant")}${tile("Survive", String(alive), `of ${amount(mutants.length, "mutant")}`)}</ul>
<p class="facts">autotest mutate · ${tools.join(", ")} · ${Number(seconds).toFixed(1)} s${complete ? "" : " · a limit or a signal ended it early"}</p>`;
}

function killedTable(killed: readonly MutantResult[]): Markup {
  return markup`<div class="table stack"><table><thead><tr><th scope="col">Mutant</th><th scope="col">Change</th><th scope="col">Killed by</th><th scope="col">What the test said</th></tr></thead><tbody>
${killed.slice(0, MOST_ROWS).map(
  ({ path, unit, start, original, replacement, kill }) =>
    markup`<tr data-row><th scope="row">${path}:${start.line}<br><span class="soft">${unit}</span></th><td>${changeOf(original, replacement)}</td><td>${cut(kill?.title ?? "", 200)}<br><span class="small">${kill?.suite}</span></td><td><code>${cut(kill?.message ?? "", 300)}</code><br><span class="tag ${kill?.confirmed ? "good" : "part"}">${kill?.confirmed ? "the tool agrees" : "the tool was not asked to the end"}</span></td></tr>
`,
)}</tbody></table></div>${rest(killed.length)}`;
}

const SURVIVOR_WORDS: { readonly [code: string]: string } = {
  equivalent: "Does the same as the code",
  "log-only": "Changes only what is logged",
  unreachable: "No test can get there",
  accepted: "Accepted by a person",
  wording: "Changes only the words of an error",
  "no-coverage": "Nothing gets there",
  "not-reached": "The search did not get there",
  "import-time": "Runs only when the file is imported",
  "no-unit": "Lies in a function that tests cannot name",
  "not-switchable": "Cannot be tried one by one",
  survives: "No input was found that tells it from the code",
  "not-proven": "A test was found, but did not kill it when run for real",
  "not-confirmed": "The tool did not agree that a test kills it",
  distrusted: "Kills of its file are not believed",
  budget: "The budget ended first",
  "not-run": "Was not tried",
};

function survivorGroups(alive: readonly MutantResult[]): Markup {
  const groups = new Map<string, MutantResult[]>();
  for (const mutant of alive) groups.set(mutant.code ?? "", [...(groups.get(mutant.code ?? "") ?? []), mutant]);
  const sorted = [...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  return markup`${sorted.map(
    ([code, mutants]) =>
      markup`<details open><summary>${SURVIVOR_WORDS[code] ?? code.replaceAll("-", " ")} <span class="soft">${amount(mutants.length, "mutant")}</span></summary><div class="inside"><ul class="rows">${mutants
        .slice(0, MOST_ROWS)
        .map(
          ({ path, start, unit, original, replacement, reason }) =>
            markup`<li data-row><span class="soft">${path}:${start.line} ${unit}</span> ${changeOf(original, replacement)}${reason === null ? null : markup`<br><span class="small">${cut(reason, 300)}</span>`}</li>`,
        )}</ul>${rest(mutants.length)}</div></details>`,
  )}`;
}

function notesOf({ skipped, warnings }: Shown): readonly Markup[] {
  return [
    ...skipped.map(
      ({ path, reason, hint }) =>
        markup`<li data-row><strong>${path}</strong> ${cut(reason, 600)} <span class="small">${hint}</span></li>`,
    ),
    ...warnings.map((warning) => markup`<li data-row>${cut(warning, 600)}</li>`),
  ];
}

function shareOf({ detected, total }: Score): Share {
  return { covered: detected, total };
}

function rest(total: number): Markup {
  return total > MOST_ROWS
    ? markup`<p class="soft">… and ${total - MOST_ROWS} more; the view below shows all.</p>`
    : markup``;
}
