import type { Plugin, Project } from "../contracts/index.js";
import type { Config } from "./config.js";

/** The name of a plugin inside `options`: `@autotest/fw-pytest`, `autotest-fw-pytest` and `@scope/autotest-fw-pytest` are `fw-pytest`. */
export function shortName(plugin: string): string {
  return plugin.replace(/^@autotest\/|^(?:@[^/]+\/)?autotest-/, "");
}

/**
 * What `project.options` holds: the settings of each plugin as written, and for plugins that bring frameworks also what
 * `tests` says (`testDirectory`, `style`, `placement`), which their own settings override. `tdd` arrives as `xunit`,
 * `auto` not at all.
 */
export function pluginOptions(config: Config, plugins: readonly Plugin[]): Project["options"] {
  const { directory, style, placement } = config.tests ?? {};
  const tests = {
    ...(directory === undefined ? {} : { testDirectory: directory }),
    ...(style === undefined || style === "auto" ? {} : { style: style === "tdd" ? "xunit" : style }),
    ...(placement === undefined || placement === "auto" ? {} : { placement }),
  };
  const options: { [plugin: string]: { readonly [key: string]: unknown } } = { ...config.options };
  for (const plugin of plugins) {
    const name = shortName(plugin.name);
    if ((plugin.frameworks ?? []).length > 0) options[name] = { ...tests, ...config.options?.[name] };
  }
  return options;
}
