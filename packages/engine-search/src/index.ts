import { definePlugin, type PluginFactory } from "@autotest/core";
import { searchEngine } from "./engine.js";
import { checkOptions } from "./read-options.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

/** The plugin: one engine, `search`. */
const plugin: PluginFactory = definePlugin(() => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  engines: [searchEngine],
  checkOptions,
}));

export default plugin;
export { TECHNIQUE_NAMES, type TechniqueName } from "./techniques.js";
export { searchEngine };
