import type { Shape, Unit } from "@autotest/core";
import type { ClassCatalog } from "../values/class-catalog.js";

/**
 * What a value of no known type may well be: what comes out of the unit may have gone in. Only what has named parts and is of
 * no class that can be built, since everything else comes up by itself.
 */
export function relatedShapes({ returns }: Unit, classes: ClassCatalog): readonly Shape[] {
  const shapes = returns?.kind === "union" ? (returns.options ?? []) : returns ? [returns] : [];
  return shapes.filter(({ fields, ref }) => fields !== undefined && (ref === undefined || !classes.find(ref)));
}
