import type { Model, ModelResponse } from "../contracts/index.js";
import { fail } from "./fail.js";
import { watchHttp } from "./watch-http.js";

/** How long a server may be silent within one try. */
export interface SilenceLimits {
  /** Until the first part of the answer. */
  readonly firstMs: number;
  /** Between two parts of it. */
  readonly idleMs: number;
}

/** Ends a try in which the server stays silent too long. What runs in this process, without the network, has no such limit. */
export function withDeadline(model: Model, { firstMs, idleMs }: SilenceLimits): Model {
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      const silence = new AbortController();
      let cancel = (): void => undefined;
      let hadBody = false;
      const wait = (ms: number): void => {
        cancel();
        cancel = ctx.clock.after(ms, () => silence.abort());
      };
      const http = watchHttp(ctx.http, {
        onSend: () => wait(firstMs),
        onBody: ({ ok }) => {
          hadBody ||= ok;
          wait(idleMs);
        },
        signal: silence.signal,
      });
      const signal = AbortSignal.any([ctx.signal, silence.signal]);
      // A provider that does not listen to its signal must not hold up the run.
      const stopped = new Promise<null>((resolve) => {
        silence.signal.addEventListener("abort", () => resolve(null), { once: true });
        ctx.signal.addEventListener("abort", () => resolve(null), { once: true });
        if (ctx.signal.aborted) resolve(null);
      });
      try {
        const asking = model.complete(request, { ...ctx, http, signal });
        const response = await Promise.race([asking, stopped.then(() => grace(asking))]);
        if (response?.ok || !(silence.signal.aborted || ctx.signal.aborted))
          return response ?? silent(hadBody, firstMs);
        const paid = { hadOutput: response?.hadOutput ?? hadBody };
        return ctx.signal.aborted
          ? { ...fail("aborted", "aborted", "The run was stopped while the model was asked."), ...paid }
          : { ...silent(hadBody, hadBody ? idleMs : firstMs), ...paid };
      } finally {
        cancel();
      }
    },
  };
}

function silent(hadBody: boolean, ms: number): ModelResponse & { readonly ok: false } {
  return fail(
    "retry",
    "timeout",
    `The model server ${hadBody ? "stopped in its answer and said nothing more" : "did not begin to answer"} for ${ms / 1000} s.`,
    "raise model.deadline for a model that thinks long",
  );
}

/** Two turns of the event loop for a provider to say how far it came. */
async function grace(asking: Promise<ModelResponse>): Promise<ModelResponse | null> {
  const turn = (): Promise<null> => new Promise((resolve) => setImmediate(() => resolve(null)));
  return await Promise.race([asking, turn().then(turn)]);
}
