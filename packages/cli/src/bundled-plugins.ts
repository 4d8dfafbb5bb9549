import type { PluginFactory } from "@autotest/core";

/** The first-party set, so that the command works with nothing else installed. */
export async function bundledPlugins(): Promise<readonly PluginFactory[]> {
  const modules: readonly { readonly default: PluginFactory }[] = await Promise.all([
    import("@autotest/lang-python"),
    import("@autotest/lang-javascript"),
    import("@autotest/fw-pytest"),
    import("@autotest/fw-mocha"),
    import("@autotest/engine-search"),
    import("@autotest/engine-model"),
    import("@autotest/model-openai"),
    import("@autotest/mutate-stryker"),
    import("@autotest/mutate-mutmut"),
    import("@autotest/report-markdown"),
    import("@autotest/report-html"),
    import("@autotest/report-junit"),
    import("@autotest/report-lcov"),
    import("@autotest/report-cobertura"),
    import("@autotest/report-sarif"),
    import("@autotest/ci-github"),
    import("@autotest/ci-gitlab"),
  ]);
  return modules.map((module) => module.default);
}
