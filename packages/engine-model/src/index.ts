import { definePlugin, type PluginFactory } from "@autotest/core";
import { modelEngine } from "./engine.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

/** The plugin: one engine, `model`. */
const plugin: PluginFactory = definePlugin(() => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  engines: [modelEngine],
}));

export default plugin;
export { modelEngine };
