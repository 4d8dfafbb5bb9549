import type { BudgetLimits } from "../language-model/budget.js";
import { layerPrompts } from "../prompts/layer-prompts.js";
import type { Config, DeadlineConfig, ModelConfig } from "./config.js";

/** Loosest first. */
const SANDBOXES: readonly NonNullable<Config["sandbox"]>[] = ["off", "auto", "require"];

/**
 * The user's own configuration and the project's as one. The project decides about the project; but how its code is held, and all
 * about the model, it can only tighten: the user's word wins there, and of two limits the lower one.
 */
export function mergeConfigs(user: Config, project: Config): Config {
  const { sandbox, model, options } = merged(user, project);
  return {
    ...user,
    ...project,
    ...groups(user, project),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(model === undefined ? {} : { model }),
    ...(options === undefined ? {} : { options }),
  };
}

function groups(user: Config, project: Config): Config {
  const entries = (["tests", "search", "mutate"] as const).flatMap((key) =>
    user[key] === undefined && project[key] === undefined ? [] : [[key, { ...user[key], ...project[key] }]],
  );
  const prompts =
    (user.prompts ?? project.prompts) ? [["prompts", layerPrompts(user.prompts ?? {}, project.prompts ?? {})]] : [];
  return Object.fromEntries([...entries, ...prompts]) as Config;
}

function merged(user: Config, project: Config): Pick<Config, "sandbox" | "model" | "options"> {
  const sandboxes = [user.sandbox, project.sandbox].filter((one) => one !== undefined);
  const sandbox = sandboxes.sort((a, b) => SANDBOXES.indexOf(b) - SANDBOXES.indexOf(a))[0];
  const names = new Set([...Object.keys(user.options ?? {}), ...Object.keys(project.options ?? {})]);
  const options = Object.fromEntries(
    [...names].map((name) => {
      const [own, given] = [user.options?.[name], project.options?.[name]];
      // What a provider is set to decides where source code goes, as much as the model group does.
      return [name, name.startsWith("model-") ? { ...given, ...own } : { ...own, ...given }];
    }),
  );
  return {
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(user.model || project.model ? { model: mergedModel(user.model ?? {}, project.model ?? {}) } : {}),
    ...(names.size > 0 ? { options } : {}),
  };
}

function mergedModel(user: ModelConfig, project: ModelConfig): ModelConfig {
  const budget = lower<BudgetLimits>(user.budget, project.budget);
  const deadline = lower<DeadlineConfig>(user.deadline, project.deadline);
  const { parallel } = lower({ parallel: user.parallel }, { parallel: project.parallel }) ?? {};
  return {
    ...project,
    ...user,
    ...(budget === undefined ? {} : { budget }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(parallel === undefined ? {} : { parallel }),
  };
}

/** Of each limit the lower one. */
function lower<T extends { readonly [K in keyof T]: number | undefined }>(
  a: T | undefined,
  b: T | undefined,
): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof T>;
  const limits = [...keys].map((key) => [
    key,
    Math.min(a[key] ?? Number.POSITIVE_INFINITY, b[key] ?? Number.POSITIVE_INFINITY),
  ]);
  return Object.fromEntries(limits.filter(([, limit]) => limit !== Number.POSITIVE_INFINITY)) as T;
}
