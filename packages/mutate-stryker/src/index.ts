import type { PluginFactory } from "@autotest/core";
import { stryker } from "./backend.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { stryker } from "./backend.js";

/** The StrykerJS plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  mutators: [stryker],
});

export default plugin;
