import ignore from "ignore";
import { type Config, type OverrideConfig, pluginOptions } from "../config/index.js";
import type { Engine, Framework, Plugin, PromptPack } from "../contracts/index.js";
import type { OwnSettings } from "../pipeline/own-settings.js";
import { templatesOf } from "../prompts/choose-templates.js";
import { layerPrompts } from "../prompts/layer-prompts.js";
import type { GivenSettings } from "./set-up-run.js";

/** What overrides are made of, besides the configuration. Whatever ids they name is looked up already. */
export interface OverrideParts {
  readonly plugins: readonly Plugin[];
  readonly engines: ReadonlyMap<string, Engine>;
  readonly frameworks: readonly Framework[];
  readonly packs: ReadonlyMap<string, PromptPack>;
  /** What this one run was told; it wins over any configuration. */
  readonly told: { readonly framework: boolean; readonly seed: boolean; readonly seconds: boolean };
}

/**
 * What holds for a file in place of the settings of the run; null for one that no override fits. Files that the same ones fit
 * share one answer. Of several that fit, what the later one says counts.
 */
export function openOverrides(config: Config, parts: OverrideParts): (path: string) => OwnSettings | null {
  const overrides = (config.overrides ?? []).map((one) => ({ one, fitting: ignore().add([...one.files]) }));
  const known = new Map<string, OwnSettings>();
  return (path) => {
    const fitting = overrides.flatMap(({ fitting: rules }, index) => (rules.ignores(path) ? [index] : []));
    if (fitting.length === 0) return null;
    const key = fitting.join();
    const own = known.get(key) ?? {
      key,
      ...settle(
        fitting.map((index) => overrides[index]!.one),
        config,
        parts,
      ),
    };
    known.set(key, own);
    return own;
  };
}

function settle(fitting: readonly OverrideConfig[], config: Config, parts: OverrideParts): Omit<OwnSettings, "key"> {
  const last = <K extends keyof OverrideConfig>(key: K): OverrideConfig[K] | undefined =>
    fitting.findLast((one) => one[key] !== undefined)?.[key];
  const tests = Object.assign({}, ...fitting.map((one) => one.tests ?? {})) as NonNullable<OverrideConfig["tests"]>;
  const search = Object.assign({}, ...fitting.map((one) => one.search ?? {})) as NonNullable<OverrideConfig["search"]>;
  const prompts = fitting.flatMap((one) => one.prompts ?? []);
  const framework = parts.told.framework ? undefined : parts.frameworks.find(({ id }) => id === last("framework"));
  const engines = last("engines")?.flatMap((id) => parts.engines.get(id) ?? []);
  return {
    ...(framework === undefined ? {} : { framework }),
    ...(engines === undefined ? {} : { engines }),
    ...(Object.keys(tests).length === 0 ? {} : { options: pluginOptions(config, parts.plugins, tests) }),
    ...(prompts.length === 0
      ? {}
      : { prompts: templatesOf([config.prompts ?? {}, ...prompts].reduce(layerPrompts), parts.packs) }),
    ...(search.calls === undefined ? {} : { calls: search.calls }),
    ...(search.seconds === undefined || parts.told.seconds ? {} : { seconds: search.seconds }),
    ...(search.seed === undefined || parts.told.seed ? {} : { seed: search.seed }),
  };
}

/** The same settings with nobody to ask for tests, of no file. */
export function withoutEngines(given: GivenSettings): GivenSettings {
  const { overrides } = given;
  return { ...given, engines: [], ...(overrides ? { overrides: (path) => bare(overrides(path)) } : {}) };
}

function bare(own: OwnSettings | null): OwnSettings | null {
  return own === null ? null : { ...own, engines: [] };
}
