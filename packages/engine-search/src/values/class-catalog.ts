import type { ClassInfo, Outcome, ProbeOpened, Ref, Scenario, Unit, Value } from "@autotest/core";
import { memberName } from "../ledger/find-targets.js";
import { isTagged, keyOf } from "./value-kind.js";
import { weighValue } from "./weigh-value.js";

/** Most instances kept per function that returns them, and the heaviest call that is still one of them. */
const PRODUCED = 3;
const HEAVY = 70;

/** The classes an input may need, found by reference or by bare name. */
export interface ClassCatalog {
  readonly all: readonly ClassInfo[];
  /** The class itself, if it is known. */
  find(refOrName: Ref): ClassInfo | undefined;
  /** Classes that can be constructed where `refOrName` is asked for: itself unless abstract, then its subclasses. */
  concrete(refOrName: Ref): readonly ClassInfo[];
  /** Constructible classes of this file whose instances have all these members, inherited ones included; none for no names. */
  having(members: readonly string[]): readonly ClassInfo[];
  /** Calls that gave an instance, per class reference: constructors that worked, and functions seen to return one. */
  readonly built: Map<Ref, Value[]>;
  /** Notes an instance that a function returned: what the code makes itself is the most plausible input. */
  produced(scenario: Scenario, outcome: Outcome): void;
}

/** A catalog of the classes the probe reported, and of those only the analysis knows. */
export function createCatalog(opened: ProbeOpened, units: readonly Unit[]): ClassCatalog {
  const all = [...opened.classes];
  for (const unit of units) {
    if (unit.kind === "class" && unit.ref !== null && !all.some((info) => info.ref === unit.ref))
      all.push(infoOf(unit, unit.ref));
  }
  const find = (refOrName: Ref): ClassInfo | undefined => {
    const exact = all.find((info) => info.ref === refOrName);
    if (exact) return exact;
    const name = bareName(refOrName);
    return all.find((info) => info.name === name || bareName(info.ref) === name);
  };
  const concrete = (refOrName: Ref): readonly ClassInfo[] => {
    const info = find(refOrName);
    const name = info?.name ?? bareName(refOrName);
    const below = all.filter(
      (other) => other !== info && !other.abstract && !other.members && other.bases.includes(name),
    );
    // What keeps its constructor to itself is made by its own alternatives, unless something below it can be constructed.
    return info && (!info.abstract || (below.length === 0 && isConstructible(info))) ? [info, ...below] : below;
  };
  const members = membersOf(units);
  const having: ClassCatalog["having"] = (wanted) =>
    wanted.length === 0
      ? []
      : all.filter((info) => {
          const line = [info.name, ...info.bases].map((name) => members.get(bareName(name)));
          return isConstructible(info) && wanted.every((member) => line.some((own) => own?.has(member)));
        });
  const built = new Map<Ref, Value[]>();
  const produced: ClassCatalog["produced"] = ({ surroundings, arrange, act }, outcome) => {
    if (surroundings !== undefined) return;
    if (outcome.kind !== "returned" || outcome.via !== "call" || act.kind !== "function" || arrange.length > 0) return;
    const { value } = outcome;
    if (!isTagged(value) || value.$ !== "object" || value.ref === undefined || !act.ref.startsWith(":")) return;
    const made: Value = { $: "new", ref: act.ref, args: act.args, ...(act.kwargs ? { kwargs: act.kwargs } : {}) };
    if (weighValue(made) > HEAVY) return;
    const known = built.get(value.ref) ?? [];
    const others = known.filter((each) => isTagged(each) && each.$ === "new" && each.ref === act.ref);
    if (others.length >= PRODUCED || known.some((each) => keyOf(each) === keyOf(made))) return;
    built.set(value.ref, [...known, made]);
  };
  return { all, find, concrete, having, built, produced };
}

/** By the bare name of a class: its methods and accessors, and the fields they write. */
function membersOf(units: readonly Unit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const unit of units) {
    const owner = unit.kind === "class" ? unit.name : unit.owner;
    if (owner === undefined) continue;
    const own = found.get(bareName(owner)) ?? new Set();
    if (unit.kind !== "class") own.add(memberName(unit));
    for (const field of unit.writes) own.add(field);
    found.set(bareName(owner), own);
  }
  return found;
}

/** Whether instances can be made: by the constructor, or by an alternative where that one is abstract or private. */
export function isConstructible({ abstract, members, factories }: ClassInfo): boolean {
  return !members && (!abstract || factories.length > 0);
}

/** `:shop.Cart` -> `Cart`. */
export function bareName(ref: Ref): string {
  return ref.slice(Math.max(ref.lastIndexOf("."), ref.lastIndexOf(":")) + 1);
}

function infoOf(unit: Unit, ref: Ref): ClassInfo {
  const parameters = unit.parameters
    .filter((parameter) => parameter.kind !== "keywords")
    .map(({ name, optional, kind, shapes }) => ({
      name,
      optional,
      named: kind === "named",
      ...(kind === "rest" ? { rest: true } : {}),
      shapes,
    }));
  return { ref, name: bareName(ref), bases: [], abstract: unit.abstract, parameters, factories: [] };
}
