import type { Model, ModelResponse } from "../contracts/index.js";
import { createRedactor } from "../secrets/redact-text.js";

/** Takes every secret out of a question before anything inside sees it: cache, log, recordings, server. */
export function withRedaction(model: Model, known: readonly string[]): Model {
  return {
    complete(request, ctx): Promise<ModelResponse> {
      // One numbering per question: the same question gives the same text, whatever was asked before it.
      const redact = createRedactor(known);
      const messages = request.messages.map(({ role, text }) => ({ role, text: redact(text) }));
      return model.complete({ ...request, messages, purpose: redact(request.purpose) }, ctx);
    },
  };
}
