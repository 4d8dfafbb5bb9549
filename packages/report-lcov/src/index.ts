import type { PluginFactory } from "@autotest/core";
import { lcov } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { lcov } from "./reporter.js";

/** The LCOV plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [lcov],
});

export default plugin;
