import type { PluginFactory } from "@autotest/core";
import { html } from "./reporter.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { type Page, renderPage } from "./render-page.js";
export { html } from "./reporter.js";

/** The HTML plugin. */
const plugin: PluginFactory = () => ({
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
  apiVersion: 1,
  reporters: [html],
});

export default plugin;
