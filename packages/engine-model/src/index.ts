import { definePlugin, type PluginFactory } from "@autotest/core";
import { modelEngine } from "./engine.js";
import { USUAL_PROMPTS } from "./templates.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

/** The plugin: one engine, `model`, and the prompts it uses when no others were chosen. */
const plugin: PluginFactory = definePlugin(() => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  engines: [modelEngine],
  prompts: [USUAL_PROMPTS],
}));

export default plugin;
export { modelEngine };
