import type { PluginFactory } from "@autotest/core";
import { mutmut } from "./backend.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { mutmut } from "./backend.js";

/** The mutmut plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  mutators: [mutmut],
});

export default plugin;
