import type { Plugin } from "@autotest/core";
import { javascriptLanguage } from "./javascript-language.js";

declare const PACKAGE_NAME: string;
declare const PACKAGE_VERSION: string;

export { javascriptLanguage } from "./javascript-language.js";

/** The plugin. */
export default function plugin(): Plugin {
  return { name: PACKAGE_NAME, version: PACKAGE_VERSION, apiVersion: 1, languages: [javascriptLanguage] };
}
