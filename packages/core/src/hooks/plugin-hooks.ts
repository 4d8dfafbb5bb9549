import type { AsyncSeriesHook, Tap } from "tapable";
import { type Hooks, hookNames, type PluginHooks } from "./hooks.js";

/**
 * The hooks as one plugin sees them: it may tap, never call. Whatever name it taps under, its errors carry `plugin`.
 */
export function pluginHooks(hooks: Hooks, plugin: string): PluginHooks {
  const facades = hookNames(hooks).map((name) => [name, facade(hooks[name].withOptions({}) as Tappable, plugin)]);
  return Object.freeze(Object.fromEntries(facades)) as PluginHooks;
}

// biome-ignore lint/suspicious/noExplicitAny: the same facade serves hooks of every argument
type Tappable = Omit<AsyncSeriesHook<any>, "call" | "callAsync" | "promise">;

/** Puts the plugin's name into every tap, last, so that no option of the plugin's own replaces it. */
function facade(inner: Tappable, plugin: string): object {
  const owned = (options: string | Tap): Tap =>
    ({ ...(typeof options === "string" ? { name: options } : options), plugin }) as Tap;
  return Object.freeze({
    tap: (options: string | Tap, run: never) => inner.tap(owned(options), run),
    tapAsync: (options: string | Tap, run: never) => inner.tapAsync(owned(options), run),
    tapPromise: (options: string | Tap, run: never) => inner.tapPromise(owned(options), run),
    intercept: (interceptor: never) => inner.intercept(interceptor),
    isUsed: () => inner.isUsed(),
    withOptions: (options: never) => facade(inner.withOptions(options) as Tappable, plugin),
  });
}
