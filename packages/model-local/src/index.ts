import type { PluginFactory } from "@autotest/core";
import { checkOptions } from "./check-options.js";
import { local } from "./provider.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { createLocal, local } from "./provider.js";

/** The plugin for models in files of this machine, run in this process. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  models: [local],
  checkOptions,
});

export default plugin;
