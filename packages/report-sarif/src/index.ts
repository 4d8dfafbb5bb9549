import type { PluginFactory } from "@autotest/core";
import { sarif } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { sarif } from "./reporter.js";

/** The SARIF plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [sarif],
});

export default plugin;
