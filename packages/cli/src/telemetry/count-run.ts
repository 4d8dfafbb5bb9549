import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Report } from "@autotest/core";
import { allowedEnvironment } from "../environment.js";
import { type Environment, forbiddenBy, readChoice, telemetryFolder } from "./choice.js";
import { countsOf } from "./counts.js";
import { keepRun } from "./pending.js";

/**
 * Counts a run, if the user agreed to that, and lets a process of its own send what there is: the run neither waits for it nor
 * hears of it. Never throws.
 */
export function countRun(argv: readonly string[], report: Report | null, env: Environment): void {
  try {
    const { on, endpoint } = readChoice(env);
    if (!on || forbiddenBy(env) !== null) return;
    const counts = countsOf(argv, report);
    if (counts === null) return;
    const folder = telemetryFolder(env);
    keepRun(counts, folder);
    if (endpoint === null) return;
    const sender = fileURLToPath(new URL("./send-telemetry.js", import.meta.url));
    const child = spawn(process.execPath, [sender, folder, endpoint], {
      detached: true,
      stdio: "ignore",
      windowsHide: true,
      env: allowedEnvironment(env),
    });
    child.on("error", () => undefined);
    child.unref();
  } catch {
    // What nobody needs may fail: a full disk, a folder that is not ours.
  }
}
