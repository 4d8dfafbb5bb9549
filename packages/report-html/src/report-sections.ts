import type { Report } from "@autotest/core";
import { amount, coverageTiles, percent, tile } from "./figures.js";
import { type FileFacts, factsOf, filesTable } from "./files-table.js";
import { type Markup, markup } from "./markup.js";
import { findingCards, openGoalGroups } from "./open-sections.js";
import type { Section } from "./page.js";
import { mutantFold, notesList, suiteFolds } from "./rest-sections.js";
import { testFold } from "./tests-section.js";

/** What the run came to, in one line. */
export function headlineOf(report: Report | undefined): string {
  if (report === undefined) return "nothing was run";
  const { files, thresholds, interrupted, command } = report;
  const tests = files.reduce((sum, file) => sum + file.kept.length, 0);
  const open = files.reduce((sum, file) => sum + file.open.filter(({ goal }) => goal.kind !== "mutant").length, 0);
  const stopped = interrupted ? "Stopped early: " : "";
  if (thresholds !== undefined && thresholds.length > 0)
    return `${stopped}${thresholds.every(({ met }) => met) ? "Tested well enough" : "Not tested well enough"}`;
  if (files.length === 0) return `${stopped}Nothing to test was found`;
  if (command !== "generate") return `${stopped}${open === 0 ? "Every goal is met" : `${amount(open, "open goal")}`}`;
  return `${stopped}${amount(tests, "test")} ${report.dryRun ? "would be added" : "added"}, ${open === 0 ? "every goal met" : amount(open, "open goal")}`;
}

/** All that a report shows, most important first; sections with nothing in them are left out. */
export function reportSections(report: Report): readonly Section[] {
  const { files, suites } = report;
  const facts = files.map(factsOf);
  const findings = files.flatMap((file) => file.findings);
  const open = files.flatMap((file) => file.open).filter(({ goal }) => goal.kind !== "mutant");
  const mutants = facts.reduce((sum, one) => sum + one.mutants.total, 0);
  const tests = facts.reduce((sum, one) => sum + one.tests, 0);
  const notes = notesList(report);
  const sections: readonly (Section & { readonly isThere: boolean })[] = [
    { id: "summary", title: "", body: summary(report, facts), isThere: true },
    {
      id: "findings",
      title: "Findings",
      count: findings.length,
      body: findingCards(findings),
      isThere: findings.length > 0,
    },
    { id: "files", title: "Files", count: files.length, body: filesTable(facts), isThere: files.length > 0 },
    {
      id: "open",
      title: "Not tested yet, and why",
      count: open.length,
      body: openGoalGroups(open),
      isThere: open.length > 0,
    },
    {
      id: "tests",
      title: "Tests and what each proves",
      count: tests,
      body: markup`${files.map(testFold)}`,
      isThere: tests > 0,
    },
    {
      id: "changes",
      title: "Small changes to the code",
      count: mutants,
      body: markup`<p class="soft">autotest changed the code a little and looked whether a test notices.</p>${files.map(mutantFold(mutants))}`,
      isThere: mutants > 0,
    },
    { id: "suites", title: "Test files", count: suites.length, body: suiteFolds(suites), isThere: suites.length > 0 },
    {
      id: "notes",
      title: "Left out, and notes",
      count: notes.length,
      body: markup`<ul class="rows">${notes}</ul>`,
      isThere: notes.length > 0,
    },
  ];
  return sections.filter(({ isThere }) => isThere);
}

function summary(report: Report, facts: readonly FileFacts[]): Markup {
  const sum = (of: (one: FileFacts) => number): number => facts.reduce((total, one) => total + of(one), 0);
  const goals = { covered: sum(({ goals }) => goals.covered), total: sum(({ goals }) => goals.total) };
  const before = { covered: sum(({ metBefore }) => metBefore), total: goals.total };
  const mutants = { covered: sum(({ mutants }) => mutants.covered), total: sum(({ mutants }) => mutants.total) };
  const findings = report.files.reduce((total, { findings }) => total + findings.length, 0);
  const isWriting = report.command === "generate";
  return markup`<ul class="tiles">${coverageTiles(report.coverageAfter, report.coverageBefore)}${tile("Goals met", percent(goals), `${goals.covered} of ${goals.total}${isWriting ? `, ${before.covered} before` : ""}`, goals, isWriting ? before : null)}${mutants.total > 0 ? tile("Small changes noticed", percent(mutants), `${mutants.covered} of ${mutants.total}`, mutants) : null}${isWriting ? tile("Tests", String(sum(({ tests }) => tests)), `${sum(({ dropped }) => dropped)} more were dropped`) : null}${findings > 0 ? tile("Findings", String(findings), markup`<a href="#findings">to look at</a>`) : null}</ul>
${limits(report)}<p class="facts">${runFacts(report)}</p>`;
}

function limits({ thresholds = [] }: Report): Markup {
  if (thresholds.length === 0) return markup``;
  return markup`<ul class="rows">${thresholds.map(
    ({ name, wanted, actual, met }) =>
      markup`<li><span class="tag ${met ? "good" : "bad"}">${met ? "met" : "missed"}</span> ${name === "max-open-goals" ? `open goals: ${actual}, at most ${wanted}` : `lines covered: ${actual === null ? "nothing to cover" : `${actual} %`}, at least ${wanted} %`}</li>`,
  )}</ul>`;
}

function runFacts({ command, seed, seconds, isolation, changes, cost, dryRun, interrupted, next }: Report): Markup {
  const parts = [
    `autotest ${command}${dryRun ? ", dry run: nothing was written" : ""}`,
    ...(interrupted ? ["stopped early"] : []),
    ...(changes?.base ? [`compared with ${changes.base}`] : []),
    `${Number(seconds).toFixed(1)} s`,
    `seed ${seed}`,
    `isolation ${isolation}`,
    ...(cost
      ? [
          `${amount(cost.requests, "question")} to ${cost.model}${cost.usd === null ? "" : ` (${cost.usd.toFixed(2)} USD)`}`,
        ]
      : []),
  ];
  return markup`${parts.join(" · ")}<br>Next: <code>${next}</code>`;
}
