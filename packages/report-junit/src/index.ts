import type { PluginFactory } from "@autotest/core";
import { junit } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { junit } from "./reporter.js";

/** The JUnit plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [junit],
});

export default plugin;
