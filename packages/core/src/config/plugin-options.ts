import type { Plugin, Project } from "../contracts/index.js";
import type { Config, TestsConfig } from "./config.js";

/** The name of a plugin inside `options`: `@autotest/fw-pytest`, `autotest-fw-pytest` and `@scope/autotest-fw-pytest` are `fw-pytest`. */
export function shortName(plugin: string): string {
  return plugin.replace(/^@autotest\/|^(?:@[^/]+\/)?autotest-/, "");
}

/**
 * What `project.options` holds: the settings of each plugin as written, and for plugins that bring frameworks also what
 * `tests` says (`testDirectory`, `style`, `placement`), which their own settings override. `tdd` arrives as `xunit`,
 * `auto` not at all. `over` is what an override says about tests; it wins over both.
 */
export function pluginOptions(config: Config, plugins: readonly Plugin[], over: TestsConfig = {}): Project["options"] {
  const { directory, style, placement } = { ...config.tests, ...over };
  const tests = {
    ...(directory === undefined ? {} : { testDirectory: directory }),
    ...(style === undefined || style === "auto" ? {} : { style: style === "tdd" ? "xunit" : style }),
    ...(placement === undefined || placement === "auto" ? {} : { placement }),
  };
  const options: { [plugin: string]: { readonly [key: string]: unknown } } = { ...config.options };
  for (const plugin of plugins) {
    const name = shortName(plugin.name);
    if ((plugin.frameworks ?? []).length > 0) options[name] = { ...tests, ...without(config.options?.[name], over) };
  }
  return options;
}

/** The settings of a framework without those that an override speaks about. */
function without(own: { readonly [key: string]: unknown } = {}, { directory, style, placement }: TestsConfig): object {
  const gone = new Set([
    ...(directory === undefined ? [] : ["testDirectory"]),
    ...(style === undefined ? [] : ["style"]),
    ...(placement === undefined ? [] : ["placement"]),
  ]);
  return Object.fromEntries(Object.entries(own).filter(([key]) => !gone.has(key)));
}
