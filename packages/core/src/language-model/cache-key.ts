import { createHash } from "node:crypto";
import type { ModelRequest } from "../contracts/index.js";

/**
 * What makes two questions the same: server, model, knobs, form of the answer, every turn, and the number of the attempt
 * (a repair would otherwise get its own bad answer back). Not what it is for and who pays.
 */
export function cacheKey(request: ModelRequest, server: string): string {
  const { model, messages, answer, maxOutputTokens, attempt, parameters = {} } = request;
  const knobs = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = [
    server,
    model,
    knobs,
    answer ? [answer.name, answer.schema] : null,
    maxOutputTokens,
    attempt,
    messages.map(({ role, text }) => [role, text]),
  ];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex");
}
