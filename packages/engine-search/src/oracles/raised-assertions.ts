import type { Assertion, Observation, Outcome } from "@autotest/core";
import { keyOf } from "../values/value-kind.js";

type Raised = Extract<Outcome, { kind: "raised" }>;

/** Which error it ends in, with the message where that says the same on every machine. */
export function raisedAssertion(outcome: Raised, observations: readonly Observation[]): Assertion {
  const messages = new Set(observations.map((each) => (each.outcome.kind === "raised" ? each.outcome.message : "")));
  const base = { basis: "declared", kind: "raises", ref: outcome.ref, type: outcome.type, via: outcome.via } as const;
  return messages.size === 1 && outcome.explicit && isLiteralText(outcome.message)
    ? { ...base, message: outcome.message }
    : base;
}

/** Letters that take two once the message is written as a pattern that fits it alone. */
const ESCAPED = /[\\.^$*+?{}[\]|()]/g;

/** True for a message without addresses, paths or representations of objects. */
function isLiteralText(text: string): boolean {
  return (
    text !== "" &&
    text.replace(ESCAPED, "$&$&").length <= 78 &&
    !/[\n\r]|0x[0-9a-f]{4,}|\bobject at\b|<[\w.]+ |(?<![\w.-])(?:\/[\w.-]+){2,}|\w:\\|\[object |\bat 0x|\{'|\d{9,}/i.test(
      text,
    )
  );
}

/** What the error carries besides its message: `code`, `status`. */
export function carriedAssertions(observations: readonly Observation[]): readonly Assertion[] {
  const errors = observations.map(({ outcome }) => outcome as Raised);
  const [{ fields = {}, via }] = errors as [Raised];
  return Object.entries(fields).flatMap(([name, value]) =>
    errors.every((error) => keyOf(error.fields?.[name]) === keyOf(value))
      ? [{ basis: "observed", kind: "field", on: "raised", name, value, via } as const]
      : [],
  );
}
