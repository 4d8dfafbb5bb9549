import type { Compare, Scenario, ScenarioResult } from "@autotest/core";
import { armsOfUnit } from "../draw/arms-of-unit.js";
import type { DrawContext } from "../draw/draw-context.js";
import { type DrawStyle, drawScenario } from "../draw/draw-scenario.js";
import { formatIn } from "../draw/draw-text.js";
import { exhaustDomain } from "../draw/exhaust-domain.js";

import { relatedShapes } from "../draw/related-shapes.js";
import { type Arm, learnShape } from "../draw/type-arms.js";
import { readExamples } from "../examples/read-example.js";
import { createAsked, filesAsked, withoutDeaf } from "../ledger/asked.js";
import { memberName, type Target } from "../ledger/find-targets.js";
import { isEndless } from "../ledger/judge-outcome.js";
import { hasDeclaredTypes, scenarioMisfits } from "../ledger/misfit.js";
import { callsOf, costOf, SEARCH_FUEL } from "../ledger/stop-rules.js";
import { slotsOf } from "../values/value-slots.js";
import { callReturned, gaveFunction } from "../vary/call-returned.js";
import { crossScenarios } from "../vary/cross-scenarios.js";
import { isInput } from "../vary/follow-operands.js";
import { giveOption } from "../vary/give-option.js";
import { mutateScenario } from "../vary/mutate-scenario.js";
import { setFields } from "../vary/set-fields.js";
import { varyScenarios } from "../vary/vary-scenarios.js";
import { type Corpus, createCorpus } from "./corpus.js";
import { followCompares } from "./follow-compares.js";
import type { HuntSetting } from "./hunt-setting.js";
import { createNearMisses } from "./near-misses.js";

/** Scenarios per batch, those of the first look, and those looked at closely per later batch. */
const BATCH = 128;
const FIRST_LOOK = 48;
const LOOK = 16;
/** The first look is run in portions, a small one first, so that an endless unit shows early. */
const PORTION = 12;
const FIRST_PORTION = 4;

/** Fruitless calls after which values of other types than declared are tried as well. */
const STRICT_CALLS = 250;

/** The search on one target. */
export interface Hunt {
  readonly target: Target;
  /** Scenarios run so far. */
  readonly calls: number;
  /** What they cost, in calls; and what they had cost at the last gain. */
  readonly cost: number;
  readonly lastGain: number;
  /** True when nothing new can be drawn any more. */
  readonly exhausted: boolean;
  /** True when no receiver could be built, or preparing it failed every time. */
  readonly stuck: boolean;
  /** The closest miss per line of an open goal. */
  readonly closest: ReadonlyMap<number, Compare>;
  /** Texts that stand in the code, or were seen in comparisons. */
  readonly words: readonly string[];
  /** Runs one batch; the first look stops where it cost `most`, in calls, and is gone on with in the next step. */
  step(most?: number): Promise<void>;
  /** Everything that met something, oldest first. */
  readonly kept: readonly Scenario[];
  /** Runs scenarios made elsewhere, and a batch after them if they met something new. */
  attempt(scenarios: readonly Scenario[]): Promise<void>;
  /** Scenarios to look at once more: those kept, then neighbours of `seeds` and of them, some with more options, and fresh ones; not run here. */
  vary(seeds: readonly Scenario[], size: number, wanted?: ReadonlySet<string>): readonly Scenario[];
  /** Scenarios that put one operand of a comparison a run of `scenario` made where the other came from. */
  follow(scenario: Scenario, compare: Compare): readonly Scenario[];
}

/** Prepares the search on one target; nothing runs yet. */
export function createHunt(target: Target, setting: HuntSetting): Hunt {
  const { probe, dialect, classes, techniques, ledger, meter } = setting;
  const random = setting.random.stream(`search ${target.unit.id}`);
  const context: DrawContext = {
    random,
    dialect,
    classes,
    pools: techniques.createPools(
      [target.unit, ...target.callees.slice(0, 12), ...target.writers.slice(0, 4)],
      setting.moduleConstants,
      dialect,
    ),
    related: relatedShapes(target.unit, classes),
    format: formatIn(memberName(target.unit)),
    state: setting.opened.state,
  };
  const arms = armsOfUnit(target, setting.opened.shapes[target.unit.name]);
  for (const { scenario } of readExamples(target.unit, dialect))
    for (const { value } of slotsOf(scenario)) if (isInput(value)) context.pools.add(value);
  const corpus: Corpus = createCorpus();
  const domain = exhaustDomain(target, classes);
  const asked = createAsked();
  const drawnBy = new Map<Scenario, readonly Arm[]>();
  const misses = createNearMisses();
  const follow: Hunt["follow"] = (scenario, compare) => techniques.followOperands(scenario, compare, target, context);
  const learned = { corpus, misses, pools: context.pools, ledger, follow };
  const state = {
    calls: 0,
    cost: 0,
    lastGain: 0,
    exhausted: false,
    stuck: false,
    first: true,
    fruitless: 0,
    endless: 0,
    prepared: false,
    returned: 0,
    filed: 0,
    // Types that somebody wrote down are kept to at first: what they reach makes the better test.
    strict: hasDeclaredTypes(target.unit) || (target.owner !== undefined && hasDeclaredTypes(target.owner)),
  };
  /** What the first look still has to run, and what it ran. */
  let ahead: Scenario[] = [];
  const seen: Scenario[] = [];
  const goals = [...target.own, ...target.reached];
  const openLines = (): ReadonlySet<number> =>
    new Set(
      goals
        .filter((goal) => !ledger.met.has(goal.index))
        .flatMap((goal) => (goal.entry === undefined ? [goal.line] : [goal.line, goal.entry])),
    );
  const surround = (scenario: Scenario): Scenario => techniques.surround(scenario, asked, context);
  const draw = (style: Omit<DrawStyle, "strict">): Scenario | null => {
    const drawn = drawScenario(target, arms, { ...style, strict: state.strict }, context);
    if (drawn === null) return null;
    const scenario = surround(drawn.scenario);
    drawnBy.set(scenario, drawn.arms);
    return scenario;
  };

  const cross = (seed: Scenario): Scenario | null => {
    const other = random.next() < 0.5 ? corpus.pick(random) : draw({ omit: 0.5, steps: 4 });
    return other ? crossScenarios(seed, other, target.unit.parameters, random) : null;
  };

  const compose = (size: number): readonly Scenario[] => {
    const batch: Scenario[] = [];
    const add = (scenario: Scenario | null | undefined): void => {
      if (!scenario || (state.strict && scenarioMisfits(scenario, target) >= 1)) return;
      if (corpus.fresh(scenario)) batch.push(scenario);
    };
    if (state.first) for (const { scenario } of readExamples(target.unit, dialect)) corpus.keep(scenario);
    if (state.strict && (state.cost - state.lastGain > STRICT_CALLS || state.fruitless > 1)) {
      state.strict = false;
      state.fruitless = 0;
    }
    if (state.first && domain) for (const scenario of domain) add(scenario);
    for (let tries = 0; batch.length < size && tries < size * 4; tries++) {
      if (state.first) {
        add(draw({ omit: tries % 3 === 0 ? 0.5 : 1, steps: tries % 2 === 0 ? 0 : 3 }));
        continue;
      }
      const pending = random.next() < 0.7 ? corpus.next() : undefined;
      if (pending) add(surround(pending));
      else {
        const seed = random.next() < 0.6 ? corpus.pick(random) : undefined;
        if (seed === undefined) add(draw({ omit: 0.5, steps: 4 }));
        else if (random.next() < 0.3) add(cross(seed));
        else add(mutateScenario(surround(seed), context));
      }
    }
    if (batch.length < size / 8) state.fruitless++;
    else state.fruitless = 0;
    return batch;
  };

  const enter = (ran: Scenario, result: ScenarioResult): boolean => {
    if (result.observation) asked.note(ran, result.observation);
    const scenario = withoutDeaf(ran, asked);
    const paths = result.observation ? filesAsked(result.observation) : [];
    if (paths.length > 0 && state.filed++ < 40) corpus.queue(techniques.withFiles(scenario, paths, context), true);
    const gain = ledger.enter(target, scenario, result);
    if (gain !== "nothing" && !isEndless(result.observation?.outcome)) {
      corpus.keep(scenario);
      for (const arm of drawnBy.get(ran) ?? []) arm.gains += gain === "evidence" ? 1 : 0.3;
    }
    if (gain === "evidence") state.lastGain = state.cost;
    const outcome = result.observation?.outcome;
    if (outcome) classes.produced(scenario, outcome);
    if (outcome && gaveFunction(outcome) && state.returned++ < 40)
      corpus.queue(callReturned(scenario, outcome, target, context), true);
    if (outcome && !(outcome.kind === "stopped" && outcome.why === "arrange")) state.prepared = true;
    if (outcome?.kind === "raised" && !outcome.explicit) {
      for (const { index, shape } of techniques.readError(scenario, outcome.message)) {
        const parameter = arms[Math.min(index, arms.length - 1)];
        if (parameter) learnShape(parameter, shape);
      }
    }
    if (gain === "evidence") tryFields(scenario);
    return gain !== "nothing";
  };

  /** Once per goal and kept scenario: fields named in an open condition are set outright. */
  const tryFields = (scenario: Scenario): void => {
    if (target.fields.length === 0) return;
    for (const goal of goals) {
      if (ledger.met.has(goal.index) || goal.condition === "") continue;
      corpus.queue(setFields(scenario, target, goal, misses.closest.get(goal.line), dialect), true);
    }
  };

  const run = async (batch: readonly Scenario[], close: boolean): Promise<readonly Scenario[]> => {
    if (batch.length === 0) return [];
    const spoiledOnly = goals.some((goal) => ledger.spoiled.has(goal.index) && !ledger.met.has(goal.index));
    const reply = close || spoiledOnly || state.endless > 0.05 ? "full" : "novelty";
    const before = probe.work;
    const results = await probe.run(batch, { reply, fuel: SEARCH_FUEL, compares: close });
    const endless = results.filter(({ observation }) => isEndless(observation?.outcome)).length;
    state.calls += batch.length;
    const calls = callsOf(batch, results);
    state.cost += costOf(calls, probe.work - before);
    state.endless = endless / batch.length;
    meter.spend(calls);
    const gained: Scenario[] = [];
    results.forEach((result, index) => {
      const scenario = batch[index] as Scenario;
      const gain = enter(scenario, result);
      if (gain) gained.push(scenario);
      if (close) followCompares(scenario, result, gain, openLines(), learned);
    });
    return gained;
  };

  /** The first look, or the rest of it, until it cost `most`, in calls. */
  const look = async (most: number): Promise<void> => {
    const end = state.cost + most;
    while (ahead.length > 0 && state.endless < 0.3) {
      if (state.cost >= end) return;
      const portion = ahead.splice(0, state.calls === 0 ? FIRST_PORTION : PORTION);
      seen.push(...portion);
      await run(portion, true);
    }
    ahead = [];
    // Goals may all be met by now, but in one world only.
    const again = asked.words.size > 0 ? seen.slice(0, LOOK) : [];
    for (let next = state.filed > 0 ? corpus.next() : undefined; next && again.length < 2 * LOOK; next = corpus.next())
      again.push(next);
    await run(again.map(surround), true);
  };

  return {
    target,
    closest: misses.closest,
    words: context.pools.texts,
    get calls() {
      return state.calls;
    },
    get cost() {
      return state.cost;
    },
    get lastGain() {
      return state.lastGain;
    },
    get exhausted() {
      return state.exhausted;
    },
    get stuck() {
      return state.stuck || (state.calls > 0 && !state.prepared);
    },
    vary: (seeds, size, wanted = new Set()) =>
      varyScenarios(seeds, size, {
        kept: corpus.kept,
        draw: () => draw({ omit: 0.5, steps: 4 }),
        cross,
        give: (seed) => giveOption(seed, target, wanted, context),
        context,
        fits: (scenario) => scenarioMisfits(scenario, target) < 1,
      }),
    follow,
    kept: corpus.kept,
    async attempt(scenarios) {
      const gained = await run(scenarios.filter(corpus.fresh).map(surround), true);
      if (gained.length > 0) await this.step();
    },
    async step(most = Number.POSITIVE_INFINITY) {
      if (ahead.length > 0) return look(most);
      // Endless scenarios are slow: where they abound, fewer run at a time.
      let batch = compose(state.first ? FIRST_LOOK : state.endless > 0.05 ? LOOK : BATCH);
      if (batch.length === 0 && state.first && state.strict) {
        // Nothing that was declared can be made: what is alike may do.
        state.strict = false;
        batch = compose(FIRST_LOOK);
      }
      if (batch.length === 0 && (state.first || state.fruitless > 2)) {
        state.stuck = state.first;
        state.exhausted = true;
        return;
      }
      if (state.fruitless > 6) state.exhausted = true;
      if (state.first) {
        state.first = false;
        ahead = [...batch];
        return look(most);
      }
      const gained = await run(batch, false);
      const looked = [...gained.slice(0, LOOK), ...batch.slice(-LOOK)];
      drawnBy.clear();
      await run(looked, true);
    },
  };
}
