import type { PluginFactory } from "@autotest/core";
import { annotations } from "./annotations.js";
import { github } from "./template.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { annotations } from "./annotations.js";
export { github } from "./template.js";

/** The GitHub plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  ciTemplates: [github],
  reporters: [annotations],
});

export default plugin;
