import {
  type Autotest,
  type BudgetLimits,
  type Config,
  type Consent,
  createAutotest,
  createHttp,
  loadPlugins,
  mergeConfigs,
  type Sandbox,
} from "@autotest/core";
import { bundledPlugins } from "./bundled-plugins.js";
import { loadConfig } from "./config/load-config.js";
import { loadUserConfig } from "./config/load-user-config.js";
import { allowedEnvironment } from "./environment.js";
import type { Invocation } from "./invocation.js";

/** The tool, composed for the project it was called in. */
export interface OpenedProject {
  readonly autotest: Autotest;
  readonly config: Config;
  /** Absolute. */
  readonly root: string;
  /** The configuration file relative to where it was called; null without one. */
  readonly source: string | null;
  /** The user's own configuration file, absolute; null without one. */
  readonly userSource: string | null;
}

/** Flags that change what the tool is composed of. */
export interface OpenFlags {
  readonly sandbox?: Sandbox;
  /** True: no network, so no language model. */
  readonly offline?: boolean;
  /** In place of the `model.name` of the configuration. */
  readonly model?: string;
  readonly budgetUsd?: number;
  readonly budgetTokens?: number;
  /** Seconds. */
  readonly budgetTime?: number;
  /** True: nobody is asked about spending. */
  readonly yes?: boolean;
}

/** Configuration, plugins, core: what every command starts with. Rejects with an `AutotestError`. */
export async function openAutotest(invocation: Invocation, flags: OpenFlags = {}): Promise<OpenedProject> {
  const { cwd, env, signal } = invocation;
  const [own, { config: project, root, source }] = await Promise.all([
    loadUserConfig(env),
    loadConfig(cwd, invocation.configFile),
  ]);
  const merged = mergeConfigs(own.config, project);
  const config = flags.model === undefined ? merged : { ...merged, model: { ...merged.model, name: flags.model } };
  const builtIn = await bundledPlugins();
  const registry = await loadPlugins({
    projectRoot: root,
    builtIn,
    ...(config.plugins ? { explicit: config.plugins } : {}),
  });
  const autotest = createAutotest({
    cwd: root,
    config,
    ...(source === null ? {} : { configName: source }),
    plugins: registry.plugins,
    env: allowedEnvironment(env),
    signal,
    ...(flags.offline === true ? {} : { http: createHttp() }),
    variable: (name) => env[name],
    budget: budgetOf(flags),
    ...(flags.yes === true ? {} : { withoutBudget: whoDecides(invocation, config.model?.name ?? "") }),
    ...(flags.sandbox === undefined ? {} : { sandbox: flags.sandbox }),
  });
  return { autotest, config, root, source, userSource: own.source };
}

/** A person at a terminal is asked; where nobody sits there is no spending without a budget. */
function whoDecides({ mode, json, signal }: Invocation, model: string): Consent | "refuse" {
  if (mode !== "terminal" || json) return "refuse";
  return async (spending) => (await import("./ask-spending.js")).askSpending(model, spending, signal);
}

function budgetOf({ budgetUsd, budgetTokens, budgetTime }: OpenFlags): BudgetLimits {
  return {
    ...(budgetUsd === undefined ? {} : { usd: budgetUsd }),
    ...(budgetTokens === undefined ? {} : { tokens: budgetTokens }),
    ...(budgetTime === undefined ? {} : { seconds: budgetTime }),
  };
}
