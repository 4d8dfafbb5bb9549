import { type FileReport, GATE_WORDS, type Goal, isCode, type KeptTest } from "@autotest/core";
import { amount } from "./figures.js";
import { cut, inCode, type Markup, markup } from "./markup.js";
import { assertionWords, BASIS_WORDS, provenWords } from "./proof-words.js";
import { callWords } from "./value-words.js";

const MOST_FACTS = 5;
const MOST_ASSERTIONS = 4;
const MOST_DROPPED = 200;

/** The tests of one file: behaviour, what only this test shows, what it asserts; and what was dropped, with the gate. */
export function testFold(file: FileReport): Markup {
  if (file.kept.length + file.dropped.length === 0) return markup``;
  const goals = new Map(file.goals.map((goal): [string, Goal] => [goal.id, goal]));
  return markup`<details open><summary>${file.path} <span class="soft">${amount(file.kept.length, "test")}${file.suite === null ? null : ` in ${file.suite}`}</span></summary><div class="inside">
${
  file.kept.length === 0
    ? null
    : markup`<div class="table"><table><thead><tr><th scope="col">Behaviour</th><th scope="col">Proves</th><th scope="col">Asserts</th></tr></thead><tbody>
${file.kept.map((test) => testRow(test, goals))}</tbody></table></div>`
}${droppedList(file)}</div></details>
`;
}

function testRow({ candidate, goals: own }: KeptTest, goals: ReadonlyMap<string, Goal>): Markup {
  const { unit, title, scenario } = candidate;
  // What only this test was kept for comes first; then what it shows as well.
  const met = [...new Set([...own, ...candidate.goals])].flatMap((id) => goals.get(id) ?? []);
  const facts = met.filter(({ kind }) => kind !== "mutant");
  const mutants = met.length - facts.length;
  const call = isCode(candidate) ? null : callWords(candidate.scenario);
  return markup`<tr data-row><th scope="row"><span class="soft">${unit}</span> ${cut(title, 200)}${call === null ? null : markup`<br><code>${call}</code>`}</th><td><ul class="plain">${facts
    .slice(0, MOST_FACTS)
    .map(
      (goal) => markup`<li>${inCode(provenWords(goal))} <span class="small">line ${goal.line}</span></li>`,
    )}${more(facts.length - MOST_FACTS)}${mutants > 0 ? markup`<li class="small">notices ${amount(mutants, "small change")} to the code</li>` : null}</ul></td><td>${isCode(candidate) ? markup`<pre><code>${cut(scenario.act.kind === "code" ? scenario.act.lines.join("\n") : "", 1_500)}</code></pre>` : assertions(candidate.assertions)}</td></tr>
`;
}

function assertions(
  all: Extract<KeptTest["candidate"], { readonly assertions: readonly unknown[] }>["assertions"],
): Markup {
  const basis = all[0]?.basis;
  return markup`<ul class="plain">${all.slice(0, MOST_ASSERTIONS).map((one) => markup`<li>${assertionWords(one)}</li>`)}${more(all.length - MOST_ASSERTIONS)}</ul>${basis === undefined ? null : markup`<span class="small">${BASIS_WORDS[basis] ?? basis}</span>`}`;
}

function droppedList({ dropped }: FileReport): Markup {
  if (dropped.length === 0) return markup``;
  return markup`<h3>Proposed, but dropped</h3><ul class="rows">${dropped
    .slice(0, MOST_DROPPED)
    .map(
      ({ candidate, gate, reason }) =>
        markup`<li data-row><span class="soft">${candidate.unit}</span> ${cut(candidate.title, 200)}: ${GATE_WORDS[gate] ?? gate} <span class="small">${cut(reason, 200)}</span></li>`,
    )}${more(dropped.length - MOST_DROPPED)}</ul>`;
}

function more(count: number): Markup {
  return count > 0 ? markup`<li class="small">… and ${count} more</li>` : markup``;
}
