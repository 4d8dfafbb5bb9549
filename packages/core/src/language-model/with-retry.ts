import type { Model, ModelContext, ModelFailure, ModelRequest, ModelResponse } from "../contracts/index.js";
import { aborted, fail } from "./fail.js";

/** When to ask again, and when to stop. */
export interface RetryPolicy {
  /** Requests for one question, the first included. */
  readonly tries: number;
  /** All tries and the waits between them. */
  readonly deadlineMs: number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** A wait is up to this part longer or shorter, so that workers do not all come back at once. */
const JITTER = 0.25;

/**
 * Asks again after a failure that may pass: after 0.5, 1, 2 ... at most 8 seconds, or when the server says, if that is in time.
 * What a provider does without from now on (`step-down`) is asked again at once, and counts as a try.
 */
export function withRetry(model: Model, { tries, deadlineMs }: RetryPolicy): Model {
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const began = ctx.clock.elapsed();
      const late = new AbortController();
      const cancel = ctx.clock.after(deadlineMs, () => late.abort());
      const inTime: ModelContext = { ...ctx, signal: AbortSignal.any([ctx.signal, late.signal]) };
      // Named after the question, so that the waits of one do not depend on how many others are asked at the same time.
      const random = ctx.random.stream(`model retry ${request.purpose} ${request.attempt}`);
      try {
        for (let attempt = 1; ; attempt += 1) {
          const response = await model.complete(request, inTime);
          if (response.ok) return response;
          if (response.kind === "aborted") return ctx.signal.aborted ? response : tooLate(deadlineMs, response);
          if (response.kind !== "retry" && response.kind !== "step-down") return response;
          if (attempt >= tries) return givenUp(response, attempt);
          if (response.kind === "step-down") continue;
          const wished = response.retryAfterMs;
          if (wished !== undefined && wished > deadlineMs) return unavailable(response, wished);
          const spread = 1 + JITTER * (2 * random.next() - 1);
          const wait = wished ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * spread;
          if (ctx.clock.elapsed() - began + wait >= deadlineMs) return givenUp(response, attempt);
          ctx.log.debug(tellWait(request, response, wait, attempt, tries));
          await ctx.clock.sleep(wait, inTime.signal);
        }
      } catch (error) {
        // The sleep was cut short; anything else is a bug of the provider's.
        if (ctx.signal.aborted) return aborted();
        if (late.signal.aborted) return tooLate(deadlineMs);
        throw error;
      } finally {
        cancel();
      }
    },
  };
}

function tellWait(request: ModelRequest, failure: ModelFailure, wait: number, attempt: number, tries: number): string {
  return `${request.purpose}: try ${attempt} of ${tries} failed (${failure.problem.code}), next in ${Math.round(wait)} ms`;
}

function givenUp(failure: ModelFailure, tries: number): ModelFailure {
  if (tries === 1) return { ...failure, kind: "retry" };
  return {
    ...failure,
    kind: "retry",
    problem: { ...failure.problem, message: `${failure.problem.message} That was try ${tries}, the last.` },
  };
}

function tooLate(ms: number, last?: ModelFailure): ModelFailure {
  return {
    ...fail(
      "retry",
      "timeout",
      `There was no answer within ${ms / 1000} s.`,
      "raise model.deadline for a model that thinks long",
    ),
    ...(last?.hadOutput === undefined ? {} : { hadOutput: last.hadOutput }),
  };
}

function unavailable(failure: ModelFailure, wished: number): ModelFailure {
  const seconds = Math.ceil(wished / 1000);
  return {
    ...failure,
    kind: "unavailable",
    problem: {
      ...failure.problem,
      message: `${failure.problem.message} The server wants no request for ${seconds} s, longer than a run waits.`,
      hint: "run the same command again later: it goes on where this run stopped",
    },
  };
}
