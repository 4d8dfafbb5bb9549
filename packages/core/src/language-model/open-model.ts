import type {
  Cache,
  Clock,
  Http,
  ModelAccess,
  ModelConnection,
  ModelEstimate,
  ModelParameters,
  ModelProvider,
  ModelRequest,
} from "../contracts/index.js";
import { createRedactor } from "../secrets/redact-text.js";
import { type BudgetLimits, createBudget } from "./budget.js";
import { createLedger } from "./ledger.js";
import { createLimiter } from "./limiter.js";
import { costOf, type ModelPrice } from "./price.js";
import type { Recordings } from "./recording.js";
import { createTokenRatio } from "./token-ratio.js";
import { withBudget } from "./with-budget.js";
import { type ModelCacheMode, withCache } from "./with-cache.js";
import { type Consent, withConsent } from "./with-consent.js";
import { withDeadline } from "./with-deadline.js";
import { withEnd } from "./with-end.js";
import { withPace, withPlace } from "./with-limit.js";
import { withRedaction } from "./with-redaction.js";
import { withRetry } from "./with-retry.js";

/** What a model is opened with. */
export interface OpenModelOptions {
  readonly provider: ModelProvider;
  readonly connection: ModelConnection;
  /** The provider's name of the model. */
  readonly name: string;
  readonly parameters?: ModelParameters;
  /** Default: no limit. */
  readonly budget?: BudgetLimits;
  /** Asked once, before the run goes beyond what goes without saying. Default: nobody is asked. */
  readonly consent?: Consent;
  /** Default: unknown, so that only tokens are counted. */
  readonly price?: ModelPrice | null;
  /** Default `auto`. */
  readonly cacheMode?: ModelCacheMode;
  readonly cache: Cache;
  /** Default: none are kept, and none are found. */
  readonly recordings?: Recordings;
  readonly clock: Clock;
  /** Where the model is reached. Default: the network of whoever asks, which is none as a rule. */
  readonly http?: Http;
  /** Questions asked at the same time. Default 4. */
  readonly parallel?: number;
  /** Seconds. Default 120 for a question with all its tries, 60 until an answer begins, 30 between two parts of it. */
  readonly deadline?: { readonly total?: number; readonly first?: number; readonly idle?: number };
  /** Changes the last turn of a question before it is redacted. Default: nothing. */
  readonly prompt?: (text: string) => Promise<string>;
}

/** Requests for one question. */
const TRIES = 5;
const NO_RECORDINGS: Recordings = { read: async () => null, write: async () => undefined };

/**
 * The model of a run. From outside in: secrets are taken out; what was answered before is not asked again; asking ends when it
 * is no use; so many at once; tries within the deadline; each paid from the budget; each cut off when the server falls silent.
 */
export function openModel(options: OpenModelOptions): ModelAccess {
  const { provider, connection, clock, deadline = {}, price = null, cacheMode: mode = "auto" } = options;
  const ledger = createLedger(price);
  const ratio = createTokenRatio();
  const limiter = createLimiter(options.parallel ?? 4, clock);
  const budget = createBudget(options.budget ?? {}, price, clock);
  const estimate = (request: ModelRequest): ModelEstimate => {
    const inputTokens = ratio.estimate(request);
    const outputTokens = request.maxOutputTokens;
    return { inputTokens, outputTokens, usd: costOf({ inputTokens, outputTokens }, price) };
  };
  const opened = provider.open(connection);
  const silence = { firstMs: (deadline.first ?? 60) * 1000, idleMs: (deadline.idle ?? 30) * 1000 };
  const policy = { tries: TRIES, deadlineMs: (deadline.total ?? 120) * 1000 };
  const oneTry = withBudget(withDeadline(opened, silence), { budget, ledger, ratio, estimate });
  const sent = withPlace(withRetry(withPace(oneTry, limiter), policy), limiter);
  const { consent } = options;
  const asked = withEnd(consent === undefined ? sent : withConsent(sent, { consent, ledger, estimate }));
  const known = secretsOf(connection);
  const cached = withCache(asked, {
    mode,
    provider: provider.id,
    server: `${connection.baseUrl ?? ""} ${connection.api}`,
    disk: options.cache,
    recordings: options.recordings ?? NO_RECORDINGS,
    ledger,
    clean: (text) => createRedactor(known)(text),
  });
  const clean = withRedaction(cached, known);
  return {
    provider: provider.id,
    name: options.name,
    parameters: options.parameters ?? {},
    estimate,
    ended: () => asked.ended(),
    spent: (account) => ledger.spent(account),
    async complete(request, asker) {
      // A signal of its own for every question: listeners on the run's would pile up.
      const signal = AbortSignal.any([asker.signal]);
      const ctx = { ...asker, signal, http: options.http ?? asker.http };
      const turns = request.messages;
      const last = turns.at(-1);
      if (options.prompt === undefined || last === undefined) return await clean.complete(request, ctx);
      const changed = { ...last, text: await options.prompt(last.text) };
      return await clean.complete({ ...request, messages: [...turns.slice(0, -1), changed] }, ctx);
    },
    close: async () => opened.close?.(),
  };
}

/** What the user's own settings call a secret is one, whatever it looks like. */
function secretsOf({ apiKey, env }: ModelConnection): readonly string[] {
  const named = Object.entries(env).filter(([name]) => /KEY|TOKEN|SECRET|PASSWORD/i.test(name));
  return [apiKey, ...named.map(([, value]) => value)].filter(
    (value) => value !== undefined && value.length >= 8,
  ) as string[];
}
