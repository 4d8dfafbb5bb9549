import type { Shape, ShapeKind } from "@autotest/core";

/** What has been seen; scores are beliefs, the highest of a kind counts and repeats add a little. */
export class Tally {
  readonly scores: Map<ShapeKind, number> = new Map();
  readonly fields: Map<string, Shape> = new Map();
  readonly keys: Map<string, Shape> = new Map();
  element: Shape | undefined;
  /** Items are taken from it one after the other. */
  once = false;
  arity: number | undefined;
  format: string | undefined;

  add(kind: ShapeKind, weight: number): void {
    const before = this.scores.get(kind);
    this.scores.set(kind, before === undefined ? weight : Math.min(0.9, Math.max(before, weight) + 0.05));
  }

  shapes(): readonly Shape[] {
    const kinds = [...this.scores].sort(([, left], [, right]) => right - left).slice(0, 4);
    return kinds.map(([kind, weight]) => ({
      kind,
      source: "usage" as const,
      weight: Math.round(weight * 100) / 100,
      ...(this.element && (kind === "list" || kind === "set") ? { element: this.element } : {}),
      ...(this.once && kind === "list" ? { once: true as const } : {}),
      ...(kind === "callable" && this.arity !== undefined ? { arity: this.arity } : {}),
      ...(kind === "text" && this.format !== undefined ? { format: this.format } : {}),
      ...(kind === "instance" ? { fields: Object.fromEntries(this.fields) } : {}),
      ...(kind === "record" ? { fields: Object.fromEntries(this.keys) } : {}),
    }));
  }
}
