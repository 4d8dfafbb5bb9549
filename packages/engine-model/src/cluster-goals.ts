import { createHash } from "node:crypto";
import type { Goal, Unit } from "@autotest/core";

/** Goals that one question asks for: all of one unit, all of one sort. */
export interface Cluster {
  /** Of its unit and goals; what it costs is charged to it. */
  readonly id: string;
  readonly unit: Unit;
  /** Which template it is asked with. */
  readonly task: "unit_test" | "kill_mutant";
  readonly goals: readonly Goal[];
}

const MOST_GOALS = 8;

/** Goals of units, at most eight to a question: ways through the code first, then changes nobody noticed, line by line. */
export function clusterGoals(goals: readonly Goal[], units: readonly Unit[]): readonly Cluster[] {
  const known = new Map(units.map((unit) => [unit.name, unit]));
  const tasks = ["unit_test", "kill_mutant"] as const;
  return tasks.flatMap((task) =>
    units.flatMap(({ name }) => {
      const unit = known.get(name);
      const own = goals.filter((goal) => goal.unit === name && (goal.kind === "mutant") === (task === "kill_mutant"));
      const sorted = [...own].sort((a, b) => a.line - b.line || a.index - b.index);
      return unit === undefined ? [] : parts(sorted).map((part) => clusterOf(unit, task, part));
    }),
  );
}

/** The same cluster asked for fewer goals, under the same account. */
export function narrowCluster(cluster: Cluster, open: ReadonlySet<string>): Cluster {
  return { ...cluster, goals: cluster.goals.filter(({ id }) => open.has(id)) };
}

function clusterOf(unit: Unit, task: Cluster["task"], goals: readonly Goal[]): Cluster {
  const id = createHash("sha256")
    .update([unit.path, unit.name, task, ...goals.map((goal) => goal.id)].join("\0"))
    .digest("hex")
    .slice(0, 12);
  return { id, unit, task, goals };
}

function parts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / MOST_GOALS);
  return Array.from({ length: count }, (_, at) => items.slice(at * MOST_GOALS, (at + 1) * MOST_GOALS));
}
