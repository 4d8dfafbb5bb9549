import { HookError } from "../errors/hook-error.js";
import type { Hooks } from "../hooks/hooks.js";
import { pluginHooks } from "../hooks/plugin-hooks.js";
import { CONTRIBUTION_KINDS, KIND_NAMES } from "./contribution-kind.js";
import type { Registry } from "./registry.js";

/** After every tap a plugin may have added itself, so that a plugin can answer for an id before the contribution does. */
const LAST = 1_000_000;

/** Lets every plugin tap, and turns each contribution into a tap on its `resolve*` hook. Throws a `HookError` naming a plugin whose `apply` throws. */
export function tapPlugins(hooks: Hooks, registry: Registry): void {
  for (const { plugin } of registry.plugins) {
    try {
      plugin.apply?.(pluginHooks(hooks, plugin.name));
    } catch (error) {
      throw error instanceof HookError
        ? error
        : new HookError(plugin.name, "apply", error instanceof Error ? error.message : String(error), error);
    }
    for (const kind of KIND_NAMES) {
      for (const contribution of plugin[kind] ?? []) {
        const hook = hooks[CONTRIBUTION_KINDS[kind].hook];
        // Every resolve hook has this form; which contribution it answers with follows from the kind.
        (hook as Hooks["resolveReporter"]).tap({ name: plugin.name, stage: LAST }, (id) =>
          id === contribution.id ? (contribution as never) : undefined,
        );
      }
    }
  }
}
