import { type Config, shortName } from "../config/index.js";
import { ConfigError } from "../errors/index.js";
import type { Registry } from "./registry.js";

/** Every plugin looks at its own settings; all that is wrong is one error. */
export function demandFittingOptions({ options = {} }: Config, { plugins }: Registry, source: string): void {
  const issues = plugins.flatMap(({ plugin }) => {
    const name = shortName(plugin.name);
    const own = options[name];
    const found = own === undefined ? [] : (plugin.checkOptions?.(own) ?? []);
    return found.map((issue) => ({ ...issue, key: `options.${name}${issue.key === "" ? "" : `.${issue.key}`}` }));
  });
  if (issues.length > 0) throw new ConfigError(source, issues);
}
