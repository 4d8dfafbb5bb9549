import type { PluginFactory } from "@autotest/core";
import { codeQuality } from "./code-quality.js";
import { gitlab } from "./template.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { codeQuality } from "./code-quality.js";
export { gitlab } from "./template.js";

/** The GitLab plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  ciTemplates: [gitlab],
  reporters: [codeQuality],
});

export default plugin;
