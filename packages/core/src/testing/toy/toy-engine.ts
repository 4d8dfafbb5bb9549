import { createHash } from "node:crypto";
import type { Engine, Proposal } from "../../contracts/index.js";
import type { Assertion, Candidate, Outcome, Scenario, Unit, Value } from "../../model/index.js";

const SMALL: readonly Value[] = [0, 1, -1, "", "a", null];

/** The smallest honest engine: calls every function with small values and the constants of its body. One value for all parameters. */
export function createToyEngine(): Engine {
  return {
    id: "toysearch",
    async *propose({ file, analysis, probe, goals, budget }): AsyncGenerator<Proposal> {
      const open = new Map(goals.map((goal) => [goal.index, goal]));
      let calls = 0;
      for (const unit of analysis.units) {
        for (const value of [...SMALL, ...around(unit.constants)]) {
          if (open.size === 0 || calls >= budget.calls || unit.ref === null) break;
          const scenario: Scenario = {
            arrange: [],
            act: { kind: "function", ref: unit.ref, args: unit.parameters.map(() => value) },
          };
          calls += 1;
          const [result] = await probe.run([scenario]);
          const met = (result?.hit ?? []).filter((index) => open.has(index)).map((index) => open.get(index)!);
          const assertion = assertionFor(result?.observation?.outcome);
          if (met.length === 0 || assertion === null) continue;
          for (const goal of met) open.delete(goal.index);
          yield {
            kind: "candidate",
            candidate: candidateFor(
              unit,
              file.path,
              value,
              scenario,
              assertion,
              met.map(({ id }) => id),
            ),
          };
        }
      }
      for (const goal of open.values())
        yield { kind: "open", open: { goal, code: "needs-value", reason: "no small value led here" } };
    },
  };
}

function around(constants: readonly Value[]): readonly Value[] {
  return constants.flatMap((value): readonly Value[] =>
    typeof value === "number" ? [value - 1, value, value + 1] : [value],
  );
}

function assertionFor(outcome: Outcome | undefined): Assertion | null {
  if (outcome?.kind === "returned")
    return { kind: "returns", value: outcome.value, via: outcome.via, basis: "observed" };
  if (outcome?.kind === "raised")
    return { kind: "raises", ref: outcome.ref, type: outcome.type, via: outcome.via, basis: "declared" };
  return null;
}

function candidateFor(
  unit: Unit,
  path: string,
  value: Value,
  scenario: Scenario,
  assertion: Assertion,
  goals: readonly string[],
): Candidate {
  const title = `${assertion.kind} for ${JSON.stringify(value)}`;
  const id = createHash("sha256")
    .update(JSON.stringify([path, unit.name, scenario, assertion]))
    .digest("hex")
    .slice(0, 16);
  return { id, path, unit: unit.name, engine: "toysearch", goals, title, scenario, assertions: [assertion] };
}
