import type { ClassInfo, ProbeOpened, Ref, Unit, Value } from "@autotest/core";

/** The classes an input may need, found by reference or by bare name. */
export interface ClassCatalog {
  readonly all: readonly ClassInfo[];
  /** The class itself, if it is known. */
  find(refOrName: Ref): ClassInfo | undefined;
  /** Classes that can be constructed where `refOrName` is asked for: itself unless abstract, then its subclasses. */
  concrete(refOrName: Ref): readonly ClassInfo[];
  /** Constructor calls that worked, per class reference. */
  readonly built: Map<Ref, Value[]>;
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
    return info && !info.abstract ? [info, ...below] : below;
  };
  return { all, find, concrete, built: new Map() };
}

/** `:shop.Cart` -> `Cart`. */
export function bareName(ref: Ref): string {
  return ref.slice(Math.max(ref.lastIndexOf("."), ref.lastIndexOf(":")) + 1);
}

function infoOf(unit: Unit, ref: Ref): ClassInfo {
  const parameters = unit.parameters
    .filter((parameter) => parameter.kind === "positional" || parameter.kind === "named")
    .map(({ name, optional, kind, shapes }) => ({ name, optional, named: kind === "named", shapes }));
  return { ref, name: bareName(ref), bases: [], abstract: unit.abstract, parameters, factories: [] };
}
