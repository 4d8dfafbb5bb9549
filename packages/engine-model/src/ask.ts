import type { Context, ModelAccess, ModelResponse } from "@autotest/core";
import type { ContextSources } from "./build-context.js";
import { narrowCluster } from "./cluster-goals.js";
import { nextRequest, type Talk } from "./talk.js";

/** What came back for one question; `talk` is the one it was asked in, which may have been cut down. */
export interface Asked {
  readonly talk: Talk;
  readonly response: ModelResponse | null;
}

/** Asks the next question of a talk. An answer that was cut off is asked for once more with half the goals. */
export async function ask(talk: Talk, sources: ContextSources, model: ModelAccess, ctx: Context): Promise<Asked> {
  const request = nextRequest(talk, sources, model);
  if (request === null) return { talk, response: null };
  const response = await model.complete(request, ctx);
  const isCut = !response.ok && (response.kind === "length" || response.kind === "cut-context");
  const { goals } = talk.cluster;
  if (!isCut || talk.isHalved || goals.length < 2) return { talk, response };
  const half = new Set(goals.slice(0, Math.ceil(goals.length / 2)).map(({ id }) => id));
  return ask({ ...talk, cluster: narrowCluster(talk.cluster, half), isHalved: true }, sources, model, ctx);
}
