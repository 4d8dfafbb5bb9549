import type { Model, ModelResponse } from "../contracts/index.js";
import { aborted } from "./fail.js";
import type { Limiter } from "./limiter.js";
import { watchHttp } from "./watch-http.js";

/** Asks only with a place at the gate, held for the whole question with its retries: so a struggling server is not asked by ever more. */
export function withPlace(model: Model, limiter: Limiter): Model {
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      let leave: () => void;
      try {
        leave = await limiter.enter(ctx.signal);
      } catch {
        return aborted();
      }
      try {
        return await model.complete(request, ctx);
      } finally {
        leave();
      }
    },
  };
}

/** Waits with each try until the server may be asked, and tells the gate what the server says about its limits. */
export function withPace(model: Model, limiter: Limiter): Model {
  return {
    async complete(request, ctx): Promise<ModelResponse> {
      try {
        await limiter.ready(ctx.signal);
      } catch {
        return aborted();
      }
      const http = watchHttp(ctx.http, { onHead: ({ status, headers }) => limiter.hear(status, headers) });
      return await model.complete(request, { ...ctx, http });
    },
  };
}
