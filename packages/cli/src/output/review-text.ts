import type { Audit, Edited, Proof, Regenerated, Review, ReviewedTest } from "@autotest/core";
import type { ReviewFindings } from "../review-verbs.js";
import { escapeText } from "./escape-text.js";
import type { Style } from "./style.js";
import { cutEnd, wrap } from "./text-width.js";
import { count } from "./words.js";

/** A review as flags asked for it. No line end at the end. */
export function reviewText(
  review: Review,
  found: ReviewFindings,
  { changed, written }: { readonly changed: boolean; readonly written: boolean },
  style: Style,
): string {
  const { paint, signs } = style;
  const { audit, outcomes, proof, edited, regenerated } = found;
  const looked = audit ?? outcomes ?? proof ?? edited ?? regenerated;
  const lines = [
    ...(looked === undefined && !changed && style.mode !== "quiet"
      ? review.tests.map((test) => testLine(test, style))
      : []),
    ...(edited === undefined ? [] : editedLines(edited, style)),
    ...(regenerated === undefined ? [] : regeneratedLines(regenerated, style)),
    ...(outcomes === undefined
      ? []
      : outcomes
          .filter(({ outcome }) => outcome === "failed")
          .map(
            ({ testId, message = "" }) =>
              `${paint.red(signs.cross)} ${escapeText(testId)}  ${escapeText(message.split("\n")[0] ?? "")}`,
          )),
    ...(proof === undefined ? [] : proofLines(proof)),
    ...(audit === undefined ? [] : auditLines(audit, style)),
    "",
    paint.bold(resultLine(review, found, changed, written)),
  ];
  const command = `autotest review ${escapeText(review.path)}`;
  const afterAudit = audit && audit.findings.length > 0 ? command : "autotest coverage";
  const next = audit ? afterAudit : `${command} ${looked === undefined ? "--audit" : "--list"}`;
  if (style.mode !== "quiet") lines.push(`next: ${paint.cyan(next)}`);
  return lines.join("\n").replace(/^\n/, "");
}

/** What came of an edit. */
export function editedLines(edited: Edited, { paint, signs }: Style): readonly string[] {
  if (edited.ok) return edited.weaker.map((loss) => `${paint.yellow("weaker")}: ${escapeText(loss)}`);
  const what = edited.kept ? "it does not pass" : "nothing was changed";
  return [`${paint.red(signs.cross)} ${what}: ${escapeText(edited.reason)}`];
}

/** What came of looking for another test. */
export function regeneratedLines(made: Regenerated, { paint, signs, width }: Style): readonly string[] {
  const result = made.ok
    ? made.titles.map((title) => `${paint.green(signs.tick)} found: ${escapeText(title)}`)
    : wrap(`${signs.cross} no other test: ${escapeText(made.reason)}`, width);
  return [...made.notes.flatMap((note) => wrap(`note: ${escapeText(note)}`, width)), ...result];
}

/** `3f2a91bc  12  TestCart > test_total  2 assertions`. */
export function testLine(
  { id, line, title, assertions, accepted, skipped, draft }: ReviewedTest,
  { width, signs, paint }: Style,
): string {
  const notes = [
    count(assertions.length, "assertion"),
    ...(skipped ? ["skipped"] : []),
    ...(accepted ? ["accepted"] : []),
    ...(draft === null ? [] : ["does not pass"]),
  ].join(", ");
  const head = `${id}  ${String(line).padStart(4)}  `;
  const room = Math.max(16, width - head.length - notes.length - 2);
  return `${head}${cutEnd(escapeText(title), room, signs.cut).padEnd(Math.min(room, 40))}  ${paint.dim(notes)}`;
}

/** Findings, each with its place, what shows it and what to do. */
export function auditLines({ findings, notes, path }: Audit, { paint, width, signs }: Style): readonly string[] {
  const inside = (text: string): readonly string[] => wrap(escapeText(text), width - 4).map((line) => `    ${line}`);
  return [
    ...findings.flatMap(({ code, title, line, evidence, advice }) => [
      `${paint.yellow(code)}  ${paint.dim(`${escapeText(path)}:${line}`)}`,
      `  ${cutEnd(escapeText(title), width - 2, signs.cut)}`,
      ...inside(evidence),
      ...inside(`${signs.arrow} ${advice}`),
    ]),
    ...notes.flatMap((note) => wrap(`note: ${escapeText(note)}`, width)),
  ];
}

/** What only this test reaches. */
export function proofLines({ outcome, measured, alone, notes }: Proof): readonly string[] {
  const shown = alone.map(({ path, units, lines, branches }) => {
    const parts = [
      ...(lines.length > 0 ? [`${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`] : []),
      ...(branches.length > 0
        ? [
            `${branches.length === 1 ? "branch" : "branches"} ${branches.map(({ line, to }) => `${line} to ${to === 0 ? "the end" : to}`).join(", ")}`,
          ]
        : []),
    ];
    return `only it reaches ${escapeText(path)}${units.length > 0 ? ` (${units.map(escapeText).join(", ")})` : ""}: ${parts.join("; ")}`;
  });
  return [
    `the test ${outcome === "missing" ? "was not run" : outcome}`,
    ...(shown.length > 0 || !measured
      ? shown
      : ["the other tests of this file reach every line and branch it reaches"]),
    ...notes.map((note) => `note: ${escapeText(note)}`),
  ];
}

function resultLine(
  review: Review,
  { audit, outcomes }: Pick<ReviewFindings, "audit" | "outcomes">,
  changed: boolean,
  written: boolean,
): string {
  const path = escapeText(review.path);
  if (audit !== undefined)
    return `${count(audit.findings.length, "finding")} in ${count(audit.tests, "test")} of ${path}`;
  if (outcomes !== undefined) {
    const passed = outcomes.filter(({ outcome }) => outcome === "passed").length;
    return `${passed} of ${count(outcomes.length, "test")} passed`;
  }
  if (changed) return written ? `${path} was written` : `${path} would be changed; nothing was written`;
  return `${count(review.tests.length, "test")} in ${path} (${review.framework})`;
}
