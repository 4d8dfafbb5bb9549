import { type Autotest, type Config, createAutotest, loadPlugins, type Sandbox } from "@autotest/core";
import { bundledPlugins } from "./bundled-plugins.js";
import { loadConfig } from "./config/load-config.js";
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
}

/** Configuration, plugins, core: what every command starts with. Rejects with an `AutotestError`. */
export async function openAutotest(invocation: Invocation, sandbox?: Sandbox): Promise<OpenedProject> {
  const { cwd, env, signal } = invocation;
  const { config, root, source } = await loadConfig(cwd, invocation.configFile);
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
    ...(sandbox === undefined ? {} : { sandbox }),
  });
  return { autotest, config, root, source };
}
