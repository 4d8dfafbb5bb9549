import type { Plugin, PluginFactory } from "@autotest/core";
import { framework } from "./framework.js";

export { framework } from "./framework.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

/** The Mocha plugin. */
const plugin: PluginFactory = (): Plugin => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  frameworks: [framework],
});

export default plugin;
