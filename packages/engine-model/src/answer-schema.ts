import { z } from "zod";

/** One test of an answer. */
export interface AnsweredTest {
  readonly name: string;
  /** Ids as the question gave them: `G1`. */
  readonly goals: readonly string[];
  readonly imports: readonly string[];
  readonly code: string;
  /** The sentence of the documentation its assertion rests on, or empty. */
  readonly basis: string;
}

/** A whole answer. */
export interface Answer {
  readonly tests: readonly AnsweredTest[];
  readonly unreachable: readonly { readonly goal: string; readonly why: string }[];
  readonly needs: readonly string[];
}

/** A test as it is demanded. */
export const TEST: z.ZodType<AnsweredTest> = z.strictObject({
  name: z.string(),
  goals: z.array(z.string()),
  imports: z.array(z.string()),
  code: z.string(),
  basis: z.string(),
});

const ANSWER = z.strictObject({
  tests: z.array(TEST),
  unreachable: z.array(z.strictObject({ goal: z.string(), why: z.string() })),
  needs: z.array(z.string()),
});

/** The form that is demanded of a server that can be held to one: every property required, no others. */
export const ANSWER_FORM: { readonly name: string; readonly schema: object } = {
  name: "tests",
  schema: withoutSchema(z.toJSONSchema(ANSWER)),
};

function withoutSchema({ $schema: _, ...schema }: { readonly $schema?: unknown }): object {
  return schema;
}
