import type { PluginFactory } from "@autotest/core";
import { checkOptions } from "./check-options.js";
import { openai } from "./provider.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { openai } from "./provider.js";

/** The plugin for OpenAI, Azure OpenAI and servers that speak like them. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  models: [openai],
  checkOptions,
});

export default plugin;
