import type { PluginFactory } from "../contracts/index.js";

/** Gives a plugin factory its type, and nothing else: `export default definePlugin(() => ({ ... }))`. */
export function definePlugin(factory: PluginFactory): PluginFactory {
  return factory;
}
