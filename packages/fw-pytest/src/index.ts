import type { PluginFactory } from "@autotest/core";
import { pytest } from "./framework.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { pytest } from "./framework.js";

/** The pytest plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  frameworks: [pytest],
});

export default plugin;
