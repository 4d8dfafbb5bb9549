import { definePlugin, type PluginFactory } from "@autotest/core";
import { pythonLanguage } from "./python-language.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { pythonLanguage } from "./python-language.js";

/** Python for autotest. */
const plugin: PluginFactory = definePlugin(() => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  languages: [pythonLanguage],
}));

export default plugin;
