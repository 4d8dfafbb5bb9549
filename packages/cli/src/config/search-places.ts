/** Where the configuration is looked for in a folder, first hit wins. Data only: a file that runs code has to be named with --config. */
export const SEARCH_PLACES: readonly string[] = [
  ".codex-autotest.yaml",
  ".codex-autotest.yml",
  ".autotestrc",
  ".autotestrc.json",
  ".autotestrc.yaml",
  ".autotestrc.yml",
  "autotest.config.json",
  "autotest.config.yaml",
  "autotest.config.yml",
  "package.json",
];
