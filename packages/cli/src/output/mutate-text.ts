import type { MutantResult, MutationResult, Score } from "@autotest/core";
import { escapeText } from "./escape-text.js";
import type { Style } from "./style.js";
import { costLines } from "./summary/model-section.js";
import { cutEnd } from "./text-width.js";
import { count, duration } from "./words.js";

const MOST_SHOWN = 12;

/** What is printed of a mutation run. */
export type ShownResult = Omit<MutationResult, "report">;

/** In percent, one decimal; 100 when there is nothing to detect. */
export function percentOf({ detected, total }: Score): number {
  return total === 0 ? 100 : Math.round((1000 * detected) / total) / 10;
}

/** A mutation run for people: what was killed and by which test, what survives and why, and the scores. No line end at the end. */
export function mutateText(
  result: ShownResult,
  { minimum, dryRun }: { readonly minimum: number | null; readonly dryRun: boolean },
  style: Style,
): string {
  const { paint } = style;
  const { mutants, before, after, leftOut, tools, warnings, skipped } = result;
  const killed = mutants.filter(({ kill }) => kill !== null);
  const alive = mutants.filter(({ code }) => code !== null && code !== "accepted");
  const lines = [
    ...(style.mode === "quiet" ? [] : [...killedSection(killed, result, style), ...aliveSection(alive, style)]),
    ...skipped.map(({ path, reason, hint }) =>
      paint.yellow(escapeText(`${path}: ${reason}${hint === undefined ? "" : `; ${hint}`}`)),
    ),
    ...warnings.map((warning) => paint.yellow(escapeText(warning))),
  ];
  if (result.cost !== null && style.mode !== "quiet") lines.push(...costLines(result.cost, style), "");
  if (mutants.length === 0) return [...lines, "nothing was mutated"].join("\n");
  const scores = [
    `mutation score ${of(before.tool)} -> ${of(after.tool)} (${tools.join(", ")})`,
    paint.dim(
      `without timeouts ${of(before.honest)} -> ${of(after.honest)}, and without ${leftOut.triage} that nobody can kill and ${leftOut.accepted} accepted ${of(before.triaged)} -> ${of(after.triaged)}`,
    ),
    ...apartLines(mutants, style),
    ...(result.reused === 0
      ? []
      : [
          paint.dim(
            `${result.reused === mutants.length ? "nothing was run again" : `${result.reused} of ${count(mutants.length, "mutant")} not run again`}: what these results depend on is as it was (--fresh runs all)`,
          ),
        ]),
    ...(minimum === null
      ? []
      : [`${percentOf(after.tool) >= minimum ? style.signs.tick : style.signs.cross} at least ${minimum}%`]),
    paint.dim(duration(result.seconds)),
  ];
  const next = killed.length > 0 && !dryRun ? `autotest review ${killed[0]?.kill?.suite ?? ""}` : "autotest generate";
  return [...lines, ...scores, "", `next: ${paint.cyan(escapeText(next))}`].join("\n");
}

/** What no score counts, or one alone. */
function apartLines(mutants: readonly MutantResult[], { paint }: Style): readonly string[] {
  const words = {
    Timeout: "timed out",
    RuntimeError: "crashed",
    CompileError: "not valid",
    Ignored: "ignored",
    Pending: "not tried",
  };
  const parts = Object.entries(words).flatMap(([status, word]) => {
    const found = mutants.filter((mutant) => mutant.status === status).length;
    return found === 0 ? [] : [`${found} ${word}`];
  });
  return parts.length === 0 ? [] : [paint.dim(`apart: ${parts.join(", ")}`)];
}

function of(score: Score): string {
  return `${percentOf(score)}% (${score.detected} of ${score.total})`;
}

function killedSection(killed: readonly MutantResult[], { written }: ShownResult, style: Style): readonly string[] {
  if (killed.length === 0) return [];
  const { paint, signs, width } = style;
  const tests = written.reduce((sum, { suite }) => sum + suite.tests, 0);
  const unsure = killed.filter(({ kill }) => kill?.confirmed !== true).length;
  const head = `${count(killed.length, "survivor")} killed by ${count(tests, "new test")}: each test passes on the code and fails on the mutant`;
  return [
    paint.bold(head),
    ...killed
      .slice(0, MOST_SHOWN)
      .flatMap((mutant) => [
        cutEnd(`  ${paint.green(signs.tick)} ${place(mutant)}  ${diffOf(mutant)}`, width, signs.cut),
        paint.dim(cutEnd(`      ${escapeText(mutant.kill?.testId ?? "")}`, width, signs.cut)),
      ]),
    ...more(killed.length - MOST_SHOWN, style),
    ...(unsure === 0 ? [] : [paint.yellow(`  ${unsure} of them not confirmed by the tool itself`)]),
    "",
  ];
}

function aliveSection(alive: readonly MutantResult[], style: Style): readonly string[] {
  if (alive.length === 0) return [];
  const { paint, signs, width } = style;
  return [
    paint.bold(`${count(alive.length, "mutant")} still alive`),
    ...alive
      .slice(0, MOST_SHOWN)
      .flatMap((mutant) => [
        cutEnd(`  ${paint.red(signs.cross)} ${place(mutant)}  ${diffOf(mutant)}`, width, signs.cut),
        paint.dim(cutEnd(`      ${mutant.id} ${escapeText(mutant.reason ?? "")}`, width, signs.cut)),
      ]),
    ...more(alive.length - MOST_SHOWN, style),
    paint.dim("  one that may live goes into mutate.accept of the configuration, by its id and with your reason"),
    "",
  ];
}

function place({ path, start }: MutantResult): string {
  return escapeText(`${path}:${start.line}`);
}

function diffOf({ original, replacement }: MutantResult): string {
  const flat = (text: string): string => escapeText(text.replaceAll(/\s+/g, " ").trim());
  return replacement === "" ? `${flat(original)} left out` : `${flat(original)} -> ${flat(replacement)}`;
}

function more(left: number, { paint, signs }: Style): readonly string[] {
  return left > 0 ? [paint.dim(`      ${signs.cut} and ${left} more (all of them with --json)`)] : [];
}
