import type { PluginFactory } from "@autotest/core";
import { markdown } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { markdown } from "./reporter.js";

/** The Markdown plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [markdown],
});

export default plugin;
