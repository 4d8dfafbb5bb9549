import type { Context, Engine, Proposal, ProposeRequest } from "@autotest/core";

/** The engine that asks a language model. Without a model it says nothing, and loads nothing of what it would need. */
export const modelEngine: Engine = { id: "model", readsWords: true, propose };

async function* propose(request: ProposeRequest, ctx: Context): AsyncIterable<Proposal> {
  const { model } = request;
  if (model === undefined || model.ended() !== null) return;
  const work = await import("./propose.js");
  yield* work.propose(request, model, ctx);
}
