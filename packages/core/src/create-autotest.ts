import { type Config, defaultConfig, pluginOptions } from "./config/index.js";
import type { Check, Http, Log, ModelProvider, Plugin, Project, Reporter } from "./contracts/index.js";
import { AutotestError } from "./errors/index.js";
import { createEventLog } from "./hooks/event-log.js";
import { createHooks, type Hooks } from "./hooks/hooks.js";
import type { BudgetLimits } from "./language-model/budget.js";
import type { Consent } from "./language-model/with-consent.js";
import type { Report } from "./model/index.js";
import type { MutationResult } from "./mutation/result.js";
import { checkModel } from "./operations/check-model.js";
import { doctor } from "./operations/doctor.js";
import { type FileOptions, type GenerateOptions, generate } from "./operations/generate.js";
import { type InitOptions, type InitResult, init } from "./operations/init.js";
import { listPrompts, type PromptListing } from "./operations/list-prompts.js";
import { type LookOptions, look } from "./operations/look.js";
import { type MutateOptions, mutate } from "./operations/mutate.js";
import { openConfiguredModel } from "./operations/open-configured-model.js";
import { openOverrides, withoutEngines } from "./operations/open-overrides.js";
import { type ReviewOptions, review } from "./operations/review.js";
import { type GivenSettings, openForWriting, type Selection } from "./operations/set-up-run.js";
import type { RunResult } from "./pipeline/run.js";
import { demandFittingOptions } from "./plugins/demand-fitting-options.js";
import { findEngines, narrowed, unknownId } from "./plugins/find-contributions.js";
import { createRegistry, type LoadedPlugin, type PluginSummary } from "./plugins/registry.js";
import { tapPlugins } from "./plugins/tap-plugins.js";
import { createNodeContext, type NodeContext } from "./ports/create-node-context.js";
import { chooseIsolation } from "./ports/isolation/choose-isolation.js";
import type { Isolation, Sandbox } from "./ports/isolation/isolation.js";
import { findPacks, templatesOf } from "./prompts/choose-templates.js";
import type { Review } from "./review/review.js";

declare const PACKAGE_VERSION: string;

/** What `createAutotest` is made of. */
export interface AutotestOptions {
  /** The project root, absolute. */
  readonly cwd: string;
  /** Default: no settings. */
  readonly config?: Config;
  /** What its problems are reported under, e.g. the name of the file. Default `configuration`. */
  readonly configName?: string;
  /** Plugins as their factories return them, or as `loadPlugins` found them. */
  readonly plugins: readonly (Plugin | LoadedPlugin)[];
  /** Environment that plugins may see (`PATH`, `VIRTUAL_ENV`, ...). Never hand over secrets. Default: nothing. */
  readonly env?: { readonly [name: string]: string };
  /** Ends the run; what was proven until then is written. */
  readonly signal?: AbortSignal;
  /** Default: warnings are events, everything else is dropped. */
  readonly log?: Log;
  /** Where the model is reached; nothing else is. Default: offline. */
  readonly http?: Http;
  /** Asked for the environment variables a model provider names, when a model is configured. Default: knows none. */
  readonly variable?: (name: string) => string | undefined;
  /** What the model may cost, in place of what the configuration says. */
  readonly budget?: BudgetLimits;
  /**
   * What becomes of a `generate` or `mutate` whose model costs something while no budget is set: a person is asked once, before it goes
   * beyond 50 questions or 1 US dollar; or it is refused. Default: it spends what it takes.
   */
  readonly withoutBudget?: Consent | "refuse";
  /** How children that run the project's code are held. Default: the configuration's `sandbox`, else `auto`. */
  readonly sandbox?: Sandbox;
}

/** The programmatic API: all the command line can do. */
export interface Autotest {
  /** The seams of a run; tap `event` for progress. */
  readonly hooks: Hooks;
  /** Writes tests for the goals that are open. Throws an `AutotestError` for wrong paths or ids. */
  generate(options?: GenerateOptions): Promise<RunResult>;
  /** What the tests that are there show and leave open; writes nothing. Throws an `AutotestError` for wrong paths or ids. */
  look(options?: LookOptions): Promise<Report>;
  /**
   * Runs the project's mutation tool with the tests that are there, and writes tests that kill what survives. Throws an
   * `AutotestError` for wrong paths or ids.
   */
  mutate(options?: MutateOptions): Promise<MutationResult>;
  /** Opens one test file for a person's decisions, on a copy of the project that lasts as long as `use`. Only `save` writes. */
  review<T>(options: ReviewOptions, use: (review: Review) => Promise<T>): Promise<T>;
  /** Sets a project up. */
  init(options?: InitOptions): Promise<InitResult>;
  /** Checks what the project needs on this machine. */
  doctor(): Promise<readonly Check[]>;
  plugins(): readonly PluginSummary[];
  /** The prompt templates a language model can be asked with, and which of them are in use. */
  prompts(): readonly PromptListing[];
  /** What renders reports in a format. Throws an `AutotestError` for an id nobody answers for. */
  reporter(id: string): Promise<Reporter>;
}

/**
 * Composes plugins into a tool for one project. Throws a `PluginLoadError` when two plugins claim one id, a `ConfigError` when
 * a plugin does not take its settings.
 */
export function createAutotest(options: AutotestOptions): Autotest {
  const loaded = options.plugins.map((one): LoadedPlugin => ("plugin" in one ? one : { plugin: one, origin: "given" }));
  const registry = createRegistry(loaded);
  const hooks = createHooks();
  tapPlugins(hooks, registry);
  const log = options.log ?? createEventLog(hooks);
  const config: Config = options.config ?? {};
  const settings = { ...defaultConfig(), ...config };
  const search = { ...defaultConfig().search, ...config.search };
  demandFittingOptions(config, registry, options.configName ?? "configuration");
  const optionsOfPlugins = pluginOptions(
    config,
    registry.plugins.map(({ plugin }) => plugin),
  );

  const variable = options.variable ?? (() => undefined);
  const resolveModel = (id: string): Promise<ModelProvider | undefined> => hooks.resolveModel.promise(id);
  const asked = options.sandbox ?? settings.sandbox;
  let chosen: Promise<Isolation> | undefined;
  const withContext = async <T>(
    seed: number,
    use: (ctx: NodeContext, isolation: Isolation) => Promise<T>,
  ): Promise<T> => {
    chosen ??= chooseIsolation(asked, options.env?.PATH ?? "");
    const isolation = await chosen;
    const { cwd, env, signal } = options;
    const ctx = createNodeContext({
      cwd,
      seed,
      isolation,
      ...(env ? { env } : {}),
      ...(signal ? { signal } : {}),
      log,
    });
    try {
      return await use(ctx, isolation);
    } finally {
      await ctx.dispose();
    }
  };
  const project = (): Project => ({ root: options.cwd, workspace: options.cwd, options: optionsOfPlugins });
  const languages = narrowed(
    "language",
    registry.languages,
    config.languages ?? (config.language ? [config.language] : undefined),
  );
  const frameworks = narrowed(
    "framework",
    registry.frameworks,
    config.frameworks ?? (config.framework ? [config.framework] : undefined),
  );

  /** What moves on the screen stands still while a person is asked. */
  const paused = (asks: AutotestOptions["withoutBudget"]): AutotestOptions["withoutBudget"] =>
    typeof asks !== "function"
      ? asks
      : async (spending) => {
          hooks.event.call({ kind: "question", isOpen: true });
          return asks(spending).finally(() => hooks.event.call({ kind: "question", isOpen: false }));
        };

  const withRun = <T>(
    command: string,
    wanted: FileOptions & Pick<GenerateOptions, "onPrompt">,
    use: (given: GivenSettings, selection: Selection, ctx: NodeContext) => Promise<T>,
  ): Promise<T> => {
    const seed = wanted.seed ?? search.seed;
    return withContext(seed, async (ctx, isolation) => {
      if (asked === "require") demandNamespaces(isolation);
      const model = await openConfiguredModel(config, {
        root: options.cwd,
        registry,
        resolve: resolveModel,
        clock: ctx.clock,
        cache: ctx.cache,
        http: options.http ?? null,
        variable,
        budget: options.budget ?? {},
        withoutBudget: ["generate", "mutate"].includes(command) ? paused(options.withoutBudget) : undefined,
        onPrompt: wanted.onPrompt,
        ...(hooks.prompt.taps.length > 0 ? { prompt: (text: string) => hooks.prompt.promise(text) } : {}),
      });
      const own = config.overrides ?? [];
      const packs = await findPacks(
        [config, ...own].map((one) => one.prompts?.pack),
        (id) => hooks.resolvePromptPack.promise(id),
        registry.prompts,
      );
      const prompts = templatesOf(config.prompts ?? {}, packs);
      // An engine that is named but not installed is simply absent: the others still end with a useful suite.
      const engines = await findEngines(
        [settings, ...own].flatMap((one) => one.engines ?? []),
        hooks,
      );
      const overrides = openOverrides(config, {
        plugins: registry.plugins.map(({ plugin }) => plugin),
        engines,
        frameworks: narrowed(
          "framework",
          registry.frameworks,
          own.flatMap(({ framework }) => framework ?? []),
        ),
        packs,
        told: {
          framework: wanted.framework !== undefined,
          seed: wanted.seed !== undefined,
          seconds: wanted.seconds !== undefined,
        },
      });
      const given: GivenSettings = {
        command,
        hooks,
        languages: narrowed("language", languages, wanted.language ? [wanted.language] : undefined),
        frameworks: narrowed("framework", frameworks, wanted.framework ? [wanted.framework] : undefined),
        engines: settings.engines.flatMap((id) => engines.get(id) ?? []),
        model,
        prompts,
        ...(own.length === 0 ? {} : { overrides }),
        exclude: settings.exclude,
        seed,
        seconds: wanted.seconds ?? search.seconds,
        calls: search.calls,
        sandbox: { asked, isolation },
        concurrency: wanted.concurrency ?? settings.concurrency,
        dryRun: true,
        version: PACKAGE_VERSION,
        identity: JSON.stringify([
          process.version,
          registry.list().map(({ name, version }) => [name, version]),
          optionsOfPlugins,
          own,
          options.env ?? {},
          isolation.level,
          model && [model.provider, model.name, model.parameters, prompts],
        ]),
      };
      const selection = { paths: wanted.paths ?? settings.include, changes: wanted.changes };
      return await use(given, selection, ctx).finally(() => model?.close?.());
    });
  };

  return {
    hooks,
    plugins: () => registry.list(),
    prompts: () => listPrompts(config.prompts ?? {}, registry),
    async reporter(id) {
      const found = await hooks.resolveReporter.promise(id);
      return found ?? unknownId("reporter", id, registry.reporters);
    },
    doctor: () =>
      withContext(1, async (ctx, isolation) => [
        ...(await doctor({ languages, frameworks, backends: registry.mutators }, project(), { asked, isolation }, ctx)),
        await checkModel(config, { registry, resolve: resolveModel, variable }),
      ]),
    init: (wanted = {}) =>
      withContext(1, (ctx) => init(wanted, registry, project(), (ci) => openForWriting(options.cwd, ci), ctx)),
    generate: (wanted = {}) =>
      withRun("generate", wanted, (given, selection, ctx) =>
        generate({ ...given, dryRun: wanted.dryRun ?? false }, selection, optionsOfPlugins, ctx),
      ),
    mutate: ({ backend = config.mutate?.backend, maxMutants, measureOnly, toolSeconds, fresh, ...wanted } = {}) =>
      withRun("mutate", wanted, (given, selection, ctx) =>
        mutate(
          {
            ...given,
            dryRun: wanted.dryRun ?? false,
            backends: narrowed("mutation backend", registry.mutators, backend === undefined ? undefined : [backend]),
            placement: config.mutate?.placement ?? "file",
            accepted: new Map(config.mutate?.accept?.map(({ id, reason }) => [id, reason])),
            ...(maxMutants === undefined ? {} : { maxMutants }),
            ...(measureOnly === undefined ? {} : { measureOnly }),
            ...(fresh === undefined ? {} : { fresh }),
            ...(toolSeconds === undefined ? {} : { toolTimeoutMs: toolSeconds * 1000 }),
          },
          selection,
          optionsOfPlugins,
          ctx,
        ),
      ),
    review: ({ path, ...wanted }, use) =>
      withRun("review", wanted, (given, _selection, ctx) => review(given, path, optionsOfPlugins, ctx, use)),
    look: (wanted = {}) =>
      withRun("look", wanted, (given, selection, ctx) =>
        look(
          { ...(wanted.reasons === false ? withoutEngines(given) : given), model: null },
          selection,
          optionsOfPlugins,
          ctx,
        ),
      ),
  };
}

/** Below namespaces nothing of the project is run when they are required. */
function demandNamespaces({ level, reason, fix }: Isolation): void {
  if (level === "L2 namespaces") return;
  throw new AutotestError(
    "isolation-unavailable",
    `this machine reaches only ${level}: ${reason ?? "unknown reason"}`,
    {
      hint: fix === undefined ? "run with --sandbox auto to accept what there is" : `run: ${fix}`,
      next: "autotest doctor",
    },
  );
}
