import type { ShapeKind, Value } from "@autotest/core";

/** The kind of shape a literal belongs to. */
export function kindOfValue(value: Value): ShapeKind | null {
  if (typeof value === "string") return "text";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return "list";
  if (value === null) return null;
  if (!("$" in value)) return "record";
  return null;
}
