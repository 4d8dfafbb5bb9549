import { createHash } from "node:crypto";

/** A short, stable id from its parts. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
