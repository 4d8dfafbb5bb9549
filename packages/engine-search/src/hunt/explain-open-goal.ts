import type { Compare, Goal, Language, OpenGoal, Unit, UnitKind } from "@autotest/core";
import type { Ledger } from "../ledger/ledger.js";
import { PLAIN_SCOPE } from "../values/printable.js";
import { keyOf } from "../values/value-kind.js";
import { isInput } from "../vary/follow-operands.js";
import type { Hunt } from "./hunt.js";

/** What is known about the search when it ended. */
export interface SearchRecord {
  readonly ledger: Ledger;
  readonly hunts: readonly Hunt[];
  /** Unit a goal belongs to, if any. */
  homeOf(goal: Goal): Unit | undefined;
  /** Why a goal's candidates were dropped after the search, by goal index. */
  readonly dropped: ReadonlyMap<number, string>;
  /** What looks wrong about runs that are reported as findings, by the key of their scenario. */
  readonly refused: ReadonlyMap<string, string>;
  readonly outOfBudget: boolean;
  readonly language: Language;
}

/** Says in words why a goal stayed open, and what would help. */
export function explainOpenGoal(goal: Goal, record: SearchRecord): OpenGoal {
  const { ledger, hunts, language } = record;
  const dropped = record.dropped.get(goal.index);
  if (dropped !== undefined) return { goal, code: "dropped", reason: dropped };
  const wrong = ledger.met.get(goal.index)?.flatMap(({ scenario }) => record.refused.get(keyOf(scenario)) ?? [])[0];
  if (wrong !== undefined)
    return { goal, code: "dropped", reason: `the only runs that got there look wrong: ${wrong}` };
  const home = record.homeOf(goal);
  if (home === undefined)
    return {
      goal,
      code: "import-time",
      reason: "it is decided while the file is imported, which a test cannot repeat",
      hint: "move the code into a function",
    };
  const able = hunts.filter((hunt) => hunt.target.own.includes(goal) || hunt.target.reached.includes(goal));
  if (able.length === 0) {
    const reason = home.abstract
      ? `${home.name} is abstract and nothing concrete inherits it here`
      : `nothing public in this file calls ${home.name}`;
    return {
      goal,
      code: "not-reachable",
      reason,
      hint: home.abstract ? "a concrete subclass" : `export ${home.name}, or call it from something public`,
    };
  }
  const spoiled = ledger.spoiled.get(goal.index);
  const { outcome } = spoiled?.observation ?? {};
  if (spoiled && outcome?.kind === "raised") {
    const reason = `every run that got there ended in an undeclared ${outcome.type}: ${outcome.message.slice(0, 100)}`;
    return { goal, code: "needs-value", reason, hint: "a parameter type or a documented example" };
  }
  if (spoiled && spoiled.worth === "blocked")
    return {
      goal,
      code: "blocked",
      reason: `getting there tries to ${spoiled.observation.blocked[0] ?? "reach the outside"}`,
      hint: "a fixture or a double for that call",
    };
  if (outcome?.kind === "stopped") {
    const code =
      outcome.why === "crash"
        ? "crash"
        : outcome.why === "fuel" || outcome.why === "time"
          ? "fuel"
          : outcome.why === "blocked"
            ? "blocked"
            : "needs-value";
    return {
      goal,
      code,
      reason: `every run that got there was stopped (${outcome.why}): ${outcome.detail.slice(0, 100)}`,
    };
  }
  if (able.every((hunt) => hunt.stuck)) return { goal, ...whatCannotBeBuilt(able, home, record) };
  const calls = able.reduce((total, hunt) => total + hunt.calls, 0);
  const near = able.map((hunt) => hunt.closest.get(goal.line)).find((compare) => compare !== undefined);
  if (calls === 0 || (record.outOfBudget && calls < 500))
    return {
      goal,
      code: "budget",
      reason: `the budget ran out after ${calls} runs of ${home.name}`,
      hint: "a larger budget",
    };
  const what =
    goal.condition === ""
      ? `${home.name} was not entered`
      : `\`${goal.condition.slice(0, 80)}\` never went to "${goal.arm}"`;
  const evidence = near ? `; closest comparison: ${sayCompare(near, language)}` : "";
  const constant = near === undefined && goal.condition !== "" ? ", perhaps it cannot" : "";
  return {
    goal,
    code: "needs-value",
    reason: `${what} in ${calls} runs${constant}${evidence}`,
    hint: "a parameter type, a documented example or a fixture",
  };
}

const NEEDS_OBJECT: ReadonlySet<UnitKind> = new Set(["method", "getter", "setter"]);

/** The object that a method needs, unless other methods got one; else what is passed. */
function whatCannotBeBuilt(able: readonly Hunt[], home: Unit, record: SearchRecord): Omit<OpenGoal, "goal"> {
  const unit = able[0]?.target.unit ?? home;
  const owner = unit.kind === "class" ? unit.name : unit.owner;
  const trouble = arrangeTrouble(able, record);
  const why = trouble === null ? "" : `: ${trouble}`;
  const isBuilt = record.hunts.some(
    ({ calls, stuck, target }) =>
      calls > 0 && !stuck && target.unit.owner === unit.owner && NEEDS_OBJECT.has(target.unit.kind),
  );
  const code = "no-constructor";
  return owner === undefined || (owner === unit.owner && isBuilt)
    ? {
        code,
        reason: `no arguments for ${unit.name} could be built${why}`,
        hint: "a parameter type, a documented example or a fixture",
      }
    : {
        code,
        reason: `no ${owner} could be constructed${why}`,
        hint: `a fixture or a typed constructor for ${owner}`,
      };
}

function arrangeTrouble(able: readonly Hunt[], { ledger }: SearchRecord): string | null {
  for (const hunt of able) {
    const name = `${hunt.target.unit.name} stopped arrange`;
    const witness = ledger.troubles.get(name) ?? ledger.troubles.get(`${name} on fitting arguments`);
    if (witness?.observation.outcome.kind === "stopped") return witness.observation.outcome.detail.slice(0, 100);
  }
  return null;
}

function sayCompare(compare: Compare, language: Language): string {
  const say = (value: Compare["left"]): string =>
    isInput(value) ? language.print(value, PLAIN_SCOPE).slice(0, 40) : "an object";
  return `${say(compare.left)} ${compare.op} ${say(compare.right)}`;
}
