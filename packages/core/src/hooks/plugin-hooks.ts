import { OWNER } from "./attribute-taps.js";
import { type Hooks, hookNames, type PluginHooks } from "./hooks.js";

/**
 * The hooks as one plugin sees them: it may tap, never call. Whatever name it taps under, its errors carry `plugin`.
 */
export function pluginHooks(hooks: Hooks, plugin: string): PluginHooks {
  const facades = hookNames(hooks).map((name) => [name, hooks[name].withOptions({ [OWNER]: plugin } as never)]);
  return Object.freeze(Object.fromEntries(facades)) as PluginHooks;
}
