import { expect, test } from "vitest";
import { createEventLog } from "./event-log.js";
import { createHooks } from "./hooks.js";

test("each warning is told once, and nothing else", () => {
  const hooks = createHooks();
  const told: unknown[] = [];
  hooks.event.tap("test", (event) => void told.push(event));
  const log = createEventLog(hooks);
  log.debug("detail");
  log.info("note");
  log.warn("old Python");
  log.warn("old Python");
  log.warn("no lock");
  expect(told).toEqual([
    { kind: "warning", message: "old Python" },
    { kind: "warning", message: "no lock" },
  ]);
});
