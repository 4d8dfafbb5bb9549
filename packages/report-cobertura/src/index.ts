import type { PluginFactory } from "@autotest/core";
import { cobertura } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { cobertura } from "./reporter.js";

/** The Cobertura plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [cobertura],
});

export default plugin;
