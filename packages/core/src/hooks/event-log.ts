import type { Log } from "../contracts/index.js";
import type { Hooks } from "./hooks.js";

/** A log whose warnings are events, each told once; everything else is dropped. */
export function createEventLog({ event }: Pick<Hooks, "event">): Log {
  const told = new Set<string>();
  return {
    debug: () => {},
    info: () => {},
    warn(message) {
      if (told.has(message)) return;
      told.add(message);
      event.call({ kind: "warning", message });
    },
  };
}
