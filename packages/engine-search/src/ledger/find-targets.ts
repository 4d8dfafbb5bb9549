import type { Goal, Unit } from "@autotest/core";

/** A unit that scenarios can act on, and the open goals they may meet. */
export interface Target {
  readonly unit: Unit;
  /** The class unit of a method or accessor. */
  readonly owner: Unit | undefined;
  /** Goals inside the unit itself. */
  readonly own: readonly Goal[];
  /** Goals of private and nested units that it reaches. */
  readonly reached: readonly Goal[];
  /** Units it calls, directly or not, nearest first. */
  readonly callees: readonly Unit[];
  /** Methods and setters of the same class that change what it reads. */
  readonly writers: readonly Unit[];
  /** Public fields it reads that no member of the class is named after: a test may set them. */
  readonly fields: readonly string[];
  /** False for private units, which are only acted on when no public caller met their goals. */
  readonly open: boolean;
}

/** Names that constructors have; their goals belong to the class. */
const CONSTRUCTORS = new Set(["__init__", "__new__", "__post_init__", "constructor"]);

/** Every target of a file in source order; public ones first, private ones as a fallback behind them. */
export function findTargets(units: readonly Unit[], goals: readonly Goal[]): readonly Target[] {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const goalsOf = new Map<string, Goal[]>();
  for (const goal of goals) {
    const home = homeOf(goal.unit, byName);
    if (home === undefined) continue;
    const list = goalsOf.get(home.name);
    if (list) list.push(goal);
    else goalsOf.set(home.name, [goal]);
  }
  const usable = units.filter(
    (unit) => unit.ref !== null && !isConstructor(unit) && !(unit.abstract && unit.kind !== "class"),
  );
  const make = (unit: Unit, open: boolean): Target => {
    const callees = calleesOf(unit, units, byName);
    const reached = callees.flatMap((callee) =>
      isOpen(callee, byName) && usable.includes(callee) ? [] : (goalsOf.get(callee.name) ?? []),
    );
    return {
      unit,
      owner: unit.owner === undefined ? undefined : byName.get(unit.owner),
      own: goalsOf.get(unit.name) ?? [],
      reached,
      callees,
      writers: writersOf(unit, callees, units, byName),
      fields: fieldsOf(unit, callees, units),
      open,
    };
  };
  const targets = usable.map((unit) => make(unit, isOpen(unit, byName)));
  return [...targets.filter((target) => target.open), ...targets.filter((target) => !target.open)].filter(
    (target) => target.own.length + target.reached.length > 0,
  );
}

/** The unit a goal belongs to: constructors count for their class, unknown names for the unit around them. */
export function homeOf(name: string, byName: ReadonlyMap<string, Unit>): Unit | undefined {
  for (let prefix = name; prefix !== ""; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf(".")))) {
    const unit = byName.get(prefix);
    if (unit === undefined) continue;
    const owner = isConstructor(unit) && unit.owner !== undefined ? byName.get(unit.owner) : undefined;
    return owner ?? unit;
  }
  return undefined;
}

/** `Cart.total` -> `total`. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** How a member is called on an instance: accessors carry the name of the field. */
export function memberName(unit: Unit): string {
  const { ref } = unit;
  return ref === null ? lastName(unit.name) : ref.slice(Math.max(ref.lastIndexOf("."), ref.lastIndexOf(":")) + 1);
}

function isConstructor(unit: Unit): boolean {
  return unit.kind === "method" && CONSTRUCTORS.has(lastName(unit.name));
}

function isOpen(unit: Unit, byName: ReadonlyMap<string, Unit>): boolean {
  if (unit.ref === null) return false;
  const special = /^__\w+__$/.test(lastName(unit.name));
  if (unit.private && !special) return false;
  const owner = unit.owner === undefined ? undefined : byName.get(unit.owner);
  return owner === undefined || !owner.private;
}

function calleesOf(unit: Unit, units: readonly Unit[], byName: ReadonlyMap<string, Unit>): readonly Unit[] {
  const found: Unit[] = [];
  const queue: Unit[] = [unit];
  const seen = new Set<string>([unit.name]);
  while (queue.length > 0) {
    const current = queue.shift() as Unit;
    const nested = units.filter(
      (other) =>
        other.ref === null &&
        other.name.startsWith(`${current.name}.`) &&
        (other.owner === undefined || current.kind !== "class"),
    );
    const called = current.calls.map((name) => byName.get(name)).filter((other) => other !== undefined);
    const constructors =
      current.kind === "class" ? units.filter((other) => other.owner === current.name && isConstructor(other)) : [];
    for (const next of [...called, ...nested, ...constructors]) {
      if (seen.has(next.name)) continue;
      seen.add(next.name);
      queue.push(next);
      if (!isConstructor(next)) found.push(next);
    }
  }
  return found;
}

function fieldsOf(unit: Unit, callees: readonly Unit[], units: readonly Unit[]): readonly string[] {
  if (unit.owner === undefined) return [];
  const members = new Set(units.filter((other) => other.owner === unit.owner).map(memberName));
  const sealed = units.find(({ name }) => name === unit.owner)?.sealed ?? [];
  const reads = [unit, ...callees.filter((callee) => callee.owner === unit.owner)].flatMap((each) => each.reads);
  return [...new Set(reads)].filter(
    (name) => /^[A-Za-z]\w*$/.test(name) && !members.has(name) && !sealed.includes(name),
  );
}

function writersOf(
  unit: Unit,
  callees: readonly Unit[],
  units: readonly Unit[],
  byName: ReadonlyMap<string, Unit>,
): readonly Unit[] {
  if (unit.owner === undefined) return [];
  const reads = new Set(
    [unit, ...callees.filter((callee) => callee.owner === unit.owner)].flatMap((each) => each.reads),
  );
  // What it writes through methods that nobody else may call is its own doing.
  const writes = (other: Unit): readonly string[] =>
    [other, ...other.calls.flatMap((name) => byName.get(name) ?? []).filter(({ private: hidden }) => hidden)].flatMap(
      (each) => each.writes,
    );
  return units.filter(
    (other) =>
      other.owner === unit.owner &&
      other.ref !== null &&
      !other.private &&
      !other.abstract &&
      (other.kind === "method" || other.kind === "setter") &&
      !/^__(?!setitem__)\w+__$/.test(lastName(other.name)) &&
      lastName(other.name) !== "constructor" &&
      (reads.size === 0 ? writes(other).length > 0 : writes(other).some((name) => reads.has(name))),
  );
}
