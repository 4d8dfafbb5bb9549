import type { PluginFactory } from "@autotest/core";
import { stryker } from "./backend.js";
import { RUNNERS } from "./runners.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { stryker } from "./backend.js";

/** The StrykerJS plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  mutators: [stryker],
  checkOptions: ({ testRunner, ...others }) => [
    ...Object.keys(others).map((key) => ({ key, message: "unknown setting" })),
    ...(testRunner === undefined || RUNNERS.some(({ id }) => id === testRunner)
      ? []
      : [{ key: "testRunner", message: `must be one of ${RUNNERS.map(({ id }) => id).join(", ")}` }]),
  ],
});

export default plugin;
