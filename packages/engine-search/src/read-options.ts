import type { ConfigIssue, Project } from "@autotest/core";
import { TECHNIQUE_NAMES, type TechniqueName } from "./techniques.js";

/** The settings of this plugin: `options.engine-search` of the configuration. */
export interface EngineOptions {
  /** Techniques that are left out, to see what each is good for. Default: none. */
  readonly without: readonly TechniqueName[];
}

const KNOWN = `known are ${TECHNIQUE_NAMES.join(", ")}`;

/** What is wrong with the settings as written. */
export function checkOptions(options: { readonly [key: string]: unknown }): readonly ConfigIssue[] {
  const strange = Object.keys(options).filter((key) => key !== "without");
  const issues = strange.map((key): ConfigIssue => ({ key, message: "unknown setting; the one there is: without" }));
  const { without = [] } = options;
  if (!Array.isArray(without))
    return [...issues, { key: "without", message: `must be a list of techniques; ${KNOWN}` }];
  const unknown = [...without.keys()].filter((at) => !isTechnique(without[at]));
  return [
    ...issues,
    ...unknown.map((at) => ({
      key: `without[${at}]`,
      message: `unknown technique ${JSON.stringify(without[at])}; ${KNOWN}`,
    })),
  ];
}

/** The settings of a project; what does not fit was refused before. */
export function readOptions({ options }: Project): EngineOptions {
  const { without } = options["engine-search"] ?? {};
  return { without: Array.isArray(without) ? without.filter(isTechnique) : [] };
}

function isTechnique(name: unknown): name is TechniqueName {
  return (TECHNIQUE_NAMES as readonly unknown[]).includes(name);
}
