import type { Candidate, Context, Engine, Finding, Goal, Proposal, ProposeRequest, Unit } from "@autotest/core";
import { tryExamples } from "./examples/try-examples.js";
import { confirmEndless } from "./findings/confirm-endless.js";
import { findContradictions } from "./findings/find-contradictions.js";
import { finding, findUndeclared, suspectResult } from "./findings/find-suspicion.js";
import { explainOpenGoal } from "./hunt/explain-open-goal.js";
import { createHunt, type Hunt } from "./hunt/hunt.js";
import type { HuntSetting } from "./hunt/hunt-setting.js";
import { runSchedule } from "./hunt/schedule.js";
import { digest } from "./ledger/digest.js";
import { homeOf, type Target } from "./ledger/find-targets.js";
import { isGarbage } from "./ledger/leak.js";
import { createLedger, type Ledger } from "./ledger/ledger.js";
import { createMeter, type Meter } from "./ledger/stop-rules.js";
import { nameTests } from "./names/name-test.js";
import type { Accepted } from "./oracles/accepted.js";
import { chooseAssertion } from "./oracles/choose-assertion.js";
import { NO_HABITS } from "./oracles/habits.js";
import { observeBefore } from "./oracles/observe-before.js";
import { runOracles } from "./oracles/run-oracles.js";
import { readOptions } from "./read-options.js";
import { coverGoals } from "./shrink/cover-goals.js";
import { type Strengthened, strengthen } from "./strengthen/strengthen.js";
import { type Techniques, techniquesWithout } from "./techniques.js";
import { type ClassCatalog, createCatalog } from "./values/class-catalog.js";
import { hasLongLiteral, TOO_LONG } from "./values/printable.js";
import { keyOf } from "./values/value-kind.js";

/** Share of the budget for searching public units, then private ones too; the rest is for shrinking and oracles. */
const PUBLIC_SHARE = 0.55;
const SEARCH_SHARE = 0.65;
/** How often a witness that turned out useless is replaced by another. */
const RETRIES = 3;

/** The offline engine: finds inputs with no model, key or network, over any probe. */
export const searchEngine: Engine = { id: "search", propose };

async function* propose(asked: ProposeRequest, ctx: Context): AsyncIterable<Proposal> {
  const techniques = techniquesWithout(readOptions(asked.project).without);
  const request = techniques.look(asked);
  const { analysis, file, language } = request;
  const meter = createMeter(request.budget, request.probe, ctx.clock, ctx.signal);
  const ledger = createLedger(request.goals);
  const byName = new Map(analysis.units.map((unit) => [unit.name, unit]));
  const targets = techniques.findTargets(analysis.units, request.goals);
  const classes = createCatalog(request.probe.opened, analysis.units);
  const examples = await tryExamples(targets, ledger, classes, request, meter);
  const hunts = await search(request, targets, classes, techniques, ledger, meter, ctx);
  const outOfBudget = meter.over(PUBLIC_SHARE);
  await confirmEndless(ledger, request.probe, meter);
  const properties = await techniques.findProperties(
    ledger.record,
    targets,
    ledger,
    request.probe,
    language,
    file,
    meter,
  );
  const contradictions = findContradictions(ledger.record, file, language);
  const refused = new Map([...examples.refused, ...contradictions.refused]);
  const dropped = new Map<number, string>();
  const early = [...examples.findings, ...properties, ...contradictions.findings];
  const findings = new Map(early.map((each) => [each.id, each]));
  const accepted = await settle(request, classes, techniques, ledger, meter, dropped, findings, refused);
  for (const each of findUndeclared(ledger, file, language)) findings.set(each.id, each);
  const habits = techniques.habitsOf(ledger);
  const { clock, signal } = ctx;
  const strong = await strengthen({
    request,
    techniques,
    accepted,
    hunts,
    classes,
    refused,
    habits,
    clock,
    signal,
  });
  if (strong.goals.length > 0) yield { kind: "goals", goals: strong.goals };
  const candidates = toCandidates(strong, request, byName);
  const met = new Set(strong.accepted.flatMap(({ proven }) => proven.chosen.witness.hit));
  for (const candidate of candidates) yield { kind: "candidate", candidate };
  for (const each of [...findings.values()].sort(
    (left, right) => left.line - right.line || (left.id < right.id ? -1 : 1),
  ))
    yield { kind: "finding", finding: each };
  const record = {
    ledger,
    hunts,
    dropped,
    refused,
    outOfBudget,
    language,
    homeOf: (goal: Goal): Unit | undefined => homeOf(goal.unit, byName),
  };
  for (const goal of request.goals)
    if (!met.has(goal.index)) yield { kind: "open", open: explainOpenGoal(goal, record) };
  for (const each of strong.open) yield { kind: "open", open: each };
  if (meter.byTime || strong.byTime) yield { kind: "stopped-by-time" };
}

/** Public units first; private ones only for what no public caller met. */
async function search(
  request: ProposeRequest,
  targets: readonly Target[],
  classes: ClassCatalog,
  techniques: Techniques,
  ledger: Ledger,
  meter: Meter,
  ctx: Context,
): Promise<readonly Hunt[]> {
  const { analysis, probe, language } = request;
  if (targets.length === 0) return [];
  const { dialect } = language;
  const random = ctx.random;
  if (
    targets.some(
      (target) =>
        target.unit.owner !== undefined ||
        target.unit.parameters.some((parameter) => keyOf(parameter.shapes).includes('"instance"')),
    )
  ) {
    const pools = techniques.createPools(
      analysis.units.filter((unit) => unit.kind === "class" || unit.owner !== undefined).slice(0, 40),
      analysis.constants,
      dialect,
    );
    await techniques.buildReceivers(probe, { dialect, classes, pools }, random, meter);
  }
  const setting: HuntSetting = {
    probe,
    dialect,
    classes,
    techniques,
    ledger,
    meter,
    random,
    moduleConstants: analysis.constants,
    opened: probe.opened,
  };
  const open = targets.filter((target) => target.open).map((target) => createHunt(target, setting));
  await runSchedule(open, ledger, meter, PUBLIC_SHARE);
  await techniques.borrowArguments(open, ledger, meter, SEARCH_SHARE);
  const left = targets.filter((target) => !target.open && target.own.some((goal) => !ledger.met.has(goal.index)));
  const hidden = left.map((target) => createHunt(target, setting));
  await runSchedule(hidden, ledger, meter, SEARCH_SHARE);
  await techniques.callBefore(open, probe, ledger, meter, SEARCH_SHARE);
  return [...open, ...hidden];
}

/** Covers, shrinks and proves; what turns out unusable is replaced by the next best witness. */
async function settle(
  request: ProposeRequest,
  classes: ClassCatalog,
  techniques: Techniques,
  ledger: Ledger,
  meter: Meter,
  dropped: Map<number, string>,
  findings: Map<string, Finding>,
  refused: ReadonlyMap<string, string>,
): Promise<readonly Accepted[]> {
  const { probe, language, file } = request;
  const banned = new Set(refused.keys());
  const habits = techniques.habitsOf(ledger);
  const accepted: Accepted[] = [];
  const done = new Set<number>();
  for (let round = 0; round < RETRIES; round++) {
    const cover = coverGoals(ledger, banned).filter((chosen) => chosen.goals.some((goal) => !done.has(goal.index)));
    if (cover.length === 0) break;
    const small = await techniques.shrink(cover, probe, classes, meter);
    const place = { probe, classes, dialect: language.dialect };
    const proven = await runOracles(await techniques.settleSurroundings(small, place, meter), probe, meter);
    const before = await observeBefore(proven, probe, meter);
    for (const [at, each] of proven.entries()) {
      const { witness, goals } = each.chosen;
      const { unit } = witness.target;
      const choice = chooseAssertion(each, before[at] ?? null, language, habits.get(unit.name) ?? NO_HABITS);
      const suspicion = each.observations[0] ? suspectResult(each.observations[0], witness.scenario, unit) : null;
      const garbage = each.observations.some((seen) => isGarbage(seen, witness.scenario, witness.target));
      const wrong = sayWrong(unit, suspicion, garbage, hasLongLiteral(witness.scenario));
      if (choice.kind === "assert" && wrong === null) {
        accepted.push({ proven: each, before: before[at] ?? null, assertions: choice.assertions, kills: [] });
        for (const goal of goals) done.add(goal.index);
        continue;
      }
      banned.add(keyOf(cover[at]?.witness.scenario));
      banned.add(keyOf(witness.scenario));
      for (const goal of goals) dropped.set(goal.index, choice.kind === "assert" ? (wrong ?? "") : choice.reason);
      if (suspicion !== null) {
        const made = finding("suspected-bug", `${unit.name} ${suspicion}`, witness, file, language, 0);
        findings.set(made.id, made);
      } else if (
        choice.kind === "unstable" &&
        each.observations.every((observation) => observation.unstable.length === 0)
      ) {
        const made = finding("unstable", `${unit.name}: ${choice.reason}`, witness, file, language, 0);
        findings.set(made.id, made);
      }
    }
  }
  return accepted;
}

/** Why a witness makes no test though something could be asserted; null when it does. */
function sayWrong(unit: Unit, suspicion: string | null, garbage: boolean, unreadable: boolean): string | null {
  if (suspicion !== null) return `the only runs that got there look wrong: ${unit.name} ${suspicion}`;
  if (garbage) return "the only runs that got there gave garbage for arguments of other types than declared";
  return unreadable ? TOO_LONG : null;
}

/** Candidates in source order, named. */
function toCandidates(
  { accepted, goals: mutants }: Strengthened,
  request: ProposeRequest,
  byName: ReadonlyMap<string, Unit>,
): readonly Candidate[] {
  const order = new Map([...byName.keys()].map((name, at) => [name, at]));
  // What mutants asked for comes after what branches did.
  const goalsOf = ({ proven: { chosen } }: Accepted): number =>
    chosen.goals.length === 0 ? request.goals.length : Math.min(...chosen.goals.map((goal) => goal.index));
  const sorted = [...accepted].sort((left, right) => {
    const unit = (each: Accepted): number => order.get(each.proven.chosen.witness.target.unit.name) ?? 0;
    return (
      unit(left) - unit(right) ||
      goalsOf(left) - goalsOf(right) ||
      (keyOf(left.proven.chosen.witness.scenario) < keyOf(right.proven.chosen.witness.scenario) ? -1 : 1)
    );
  });
  const open = new Map(request.goals.map((goal) => [goal.index, goal]));
  const titles = nameTests(
    sorted.map(
      ({
        proven: {
          chosen: { witness },
        },
        assertions,
      }) => ({
        unit: witness.target.unit,
        scenario: witness.scenario,
        assertions,
        hit: witness.hit.flatMap((index) => open.get(index) ?? []).sort((left, right) => left.index - right.index),
      }),
    ),
    request.language,
    request.suite?.framework.testNames,
  );
  const changes = new Map(mutants.map((goal) => [goal.index, goal.id]));
  return sorted.map(({ proven, assertions, kills }, at) => {
    const { scenario, target, hit } = proven.chosen.witness;
    return {
      id: digest(request.file.path, target.unit.name, keyOf(scenario), keyOf(assertions)),
      path: request.file.path,
      unit: target.unit.name,
      engine: "search",
      goals: [
        ...hit.flatMap((index) => open.get(index)?.id ?? []),
        ...kills.flatMap((index) => changes.get(index) ?? []),
      ],
      title: titles[at] as string,
      scenario,
      assertions,
    };
  });
}
