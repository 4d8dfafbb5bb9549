import { dirname, join } from "node:path";
import { type Config, shortName } from "../config/index.js";
import type {
  Cache,
  Clock,
  Http,
  Model,
  ModelAccess,
  ModelConnection,
  ModelParameters,
  ModelProvider,
  ModelRequest,
} from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { BudgetLimits } from "../language-model/budget.js";
import type { ModelPrice } from "../language-model/price.js";
import type { Recordings } from "../language-model/recording.js";
import type { Consent } from "../language-model/with-consent.js";
import type { Registry } from "../plugins/registry.js";
import { isInside } from "../ports/cache-folder.js";
import { createFileSystem } from "../ports/file-system.js";
import { createWriteGuard } from "../ports/guard-path.js";
import { createOfflineHttp } from "../ports/http.js";

/** What runs on this machine. */
const FREE = { input: 0, output: 0 };
/** Below the project; to be committed, so that others can replay. */
const RECORDINGS = join(".autotest", "recordings");

/** What a model is opened from, besides the configuration. */
export interface ModelSurroundings {
  /** Absolute. */
  readonly root: string;
  readonly registry: Registry;
  readonly resolve: (id: string) => Promise<ModelProvider | undefined>;
  readonly clock: Clock;
  readonly cache: Cache;
  /** Null: no network. */
  readonly http: Http | null;
  /** Asked for the variables the provider names, and no others. */
  readonly variable: (name: string) => string | undefined;
  /** Asked for with this one run, in place of what the configuration says. */
  readonly budget: BudgetLimits;
  /** What becomes of a run that costs something and has no budget. Default: it spends what it takes. */
  readonly withoutBudget?: Consent | "refuse" | undefined;
  readonly prompt?: (text: string) => Promise<string>;
  /** Gets every question in place of the server. */
  readonly onPrompt?: ((request: ModelRequest) => void) | undefined;
}

/**
 * The model the configuration names, ready to be asked; null when it names none, or when there is no network and no recording to
 * replay. Throws an `AutotestError` for what cannot work: a provider nobody installed, a budget in money without a price.
 */
export async function openConfiguredModel(config: Config, around: ModelSurroundings): Promise<ModelAccess | null> {
  const { model } = config;
  const { onPrompt } = around;
  if (model?.name === undefined) {
    if (onPrompt === undefined) return null;
    throw new AutotestError("usage", "no language model is configured, so nothing would be asked", {
      hint: "name one: --model <name>, or model.name in the configuration",
    });
  }
  const isReplay = model.cache === "replay" && onPrompt === undefined;
  if (around.http === null && !isReplay && onPrompt === undefined) return null;
  const found = await findProvider(model.provider, around.registry, around.resolve);
  const provider = onPrompt === undefined ? found : { ...found, open: () => shownTo(onPrompt) };
  const budget = { ...model.budget, ...around.budget };
  const price = model.prices?.[model.name] ?? (found.inProcess ? FREE : null);
  if (budget.usd !== undefined && price === null && !isReplay) throw noPrice(model.name);
  const isGuarded = onPrompt === undefined && !isReplay && !isFree(price) && Object.keys(budget).length === 0;
  if (isGuarded && around.withoutBudget === "refuse") throw noBudget(model.name);
  const consent = isGuarded && typeof around.withoutBudget === "function" ? around.withoutBudget : undefined;
  const parallel = found.inProcess ? 1 : model.parallel;
  const { openModel } = await import("../language-model/open-model.js");
  return openModel({
    provider,
    connection: connectionOf(config, provider, isReplay ? () => undefined : around.variable, around.registry),
    name: model.name,
    parameters: parametersOf(model),
    budget,
    ...(consent === undefined ? {} : { consent }),
    price,
    cacheMode: onPrompt === undefined ? (model.cache ?? "auto") : "off",
    cache: around.cache,
    recordings: openRecordings(around.root),
    clock: around.clock,
    http: (isReplay ? null : around.http) ?? createOfflineHttp(),
    ...(parallel === undefined ? {} : { parallel }),
    ...(model.deadline === undefined ? {} : { deadline: model.deadline }),
    ...(around.prompt === undefined ? {} : { prompt: around.prompt }),
  });
}

/** In place of a server: shows each question, answers none. */
function shownTo(onPrompt: (request: ModelRequest) => void): Model {
  return {
    async complete(request) {
      onPrompt(request);
      return {
        ok: false,
        kind: "refused",
        problem: { code: "not-sent", message: "The question was shown, not sent." },
      };
    },
  };
}

/** The provider of that id; without one the only one that is installed. Throws an `AutotestError` when there is none. */
export async function findProvider(
  id: string | undefined,
  registry: Registry,
  resolve: ModelSurroundings["resolve"],
): Promise<ModelProvider> {
  const [first, ...more] = registry.models;
  if (id === undefined && first !== undefined && more.length === 0) return first;
  const found = id === undefined ? undefined : await resolve(id);
  if (found !== undefined) return found;
  const known = registry.models.map((one) => one.id).join(", ");
  throw new AutotestError(
    "usage",
    id === undefined ? "model.name is set, but not which provider has it" : `unknown model provider: ${id}`,
    {
      hint: known === "" ? "no model provider is installed" : `set model.provider to one of: ${known}`,
      next: "autotest plugins",
    },
  );
}

/** How the user's settings and environment say a provider is reached. */
export function connectionOf(
  { model = {}, options }: Config,
  provider: ModelProvider,
  variable: (name: string) => string | undefined,
  { plugins }: Registry,
): ModelConnection {
  const { apiKeyVariable, baseUrl } = model;
  const apiKey = model.apiKey ?? (apiKeyVariable === undefined ? undefined : variable(apiKeyVariable));
  const owner = plugins.find(({ plugin }) => plugin.models?.some(({ id }) => id === provider.id));
  const set = provider.variables
    .map((name) => [name, variable(name)])
    .filter(([, value]) => value !== undefined && value !== "");
  return {
    api: model.api ?? "auto",
    env: Object.fromEntries(set) as ModelConnection["env"],
    options: (owner && options?.[shortName(owner.plugin.name)]) ?? {},
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(apiKey === undefined || apiKey === "" ? {} : { apiKey }),
    ...(apiKeyVariable === undefined ? {} : { apiKeyVariable }),
  };
}

function isFree(price: ModelPrice | null): boolean {
  return price !== null && price.input === 0 && price.output === 0;
}

function noBudget(name: string): AutotestError {
  return new AutotestError("usage", `nobody can be asked here how much ${name} may cost, and no budget is set`, {
    hint: "set one: --budget-usd, --budget-tokens or --budget-time, or model.budget in a configuration; --yes spends without a limit, --offline asks no model",
  });
}

function noPrice(name: string): AutotestError {
  return new AutotestError("usage", `a budget in US dollars needs the price of ${name}`, {
    hint: `add to your own configuration: model: { prices: { ${JSON.stringify(name)}: { input: <USD per million tokens>, output: <USD per million tokens> } } }, or limit tokens`,
  });
}

function parametersOf({ temperature, effort, verbosity }: NonNullable<Config["model"]>): ModelParameters {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(effort === undefined ? {} : { effort }),
    ...(verbosity === undefined ? {} : { verbosity }),
  };
}

function openRecordings(root: string): Recordings {
  const folder = join(root, RECORDINGS);
  const files = createFileSystem({ guard: createWriteGuard([folder], { base: root }) });
  return {
    read: (name) => files.readText(join(folder, name)).catch(() => null),
    async write(name, text) {
      // A link in place of the folder, or above it, must not lead out of the project.
      const above = dirname(folder);
      if ((await files.exists(above)) && !(await isInside(root, above))) return;
      await files.makeDirectory(folder);
      if (await isInside(root, folder)) await files.write(join(folder, name), text);
    },
  };
}
