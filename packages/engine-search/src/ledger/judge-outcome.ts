import type { Observation, Outcome, Unit } from "@autotest/core";

/** What a run is worth: `evidence` may become a test, `undeclared` errors and the rest never do. */
export type Worth = "evidence" | "undeclared" | "blocked" | "stopped";

/** Judges how a run on `unit` ended. */
export function judgeOutcome(observation: Observation, unit: Unit): Worth {
  const { outcome } = observation;
  if (outcome.kind === "stopped") return outcome.why === "blocked" ? "blocked" : "stopped";
  if (observation.blocked.length > 0) return "blocked";
  if (outcome.kind === "returned") return "evidence";
  return isDeclared(outcome, unit) ? "evidence" : "undeclared";
}

/** True for an error raised by a statement of the file, or named by the unit or its documentation. */
export function isDeclared(outcome: Extract<Observation["outcome"], { kind: "raised" }>, unit: Unit): boolean {
  if (outcome.explicit) return true;
  if (unit.raises.includes(outcome.type)) return true;
  return unit.raises.some(
    (name) => outcome.bases.includes(name) && name !== "Exception" && name !== "BaseException" && name !== "Error",
  );
}

/** A short text equal for runs that ended the same way. Emptiness counts: an empty result says less than another. */
export function outcomeClass(observation: Observation): string {
  const { outcome } = observation;
  if (outcome.kind === "stopped") return `stopped ${outcome.why}`;
  if (outcome.kind === "raised") return `raised ${outcome.type} ${outcome.explicit ? outcome.line : "undeclared"}`;
  const { value } = outcome;
  const kind =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "list"
        : typeof value === "object" && "$" in value
          ? String(value.$)
          : typeof value;
  const size = isBlank(value) ? "blank" : "full";
  return `returned ${kind} ${typeof value === "boolean" ? String(value) : size} ${observation.printed.out === "" ? "" : "prints"}`;
}

function isBlank(value: unknown): boolean {
  if (value === null || value === "" || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object") return false;
  const { v } = value as { readonly v?: unknown };
  if ("$" in (value as object))
    return v === undefined || v === "" || v === "0.0" || (Array.isArray(v) && v.length === 0);
  return Object.keys(value as object).length === 0;
}

/** True for a run that something had to end. */
export function isEndless(outcome: Outcome | undefined): boolean {
  return outcome?.kind === "stopped" && (outcome.why === "fuel" || outcome.why === "time" || outcome.why === "memory");
}
