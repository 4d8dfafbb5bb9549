import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userFolder } from "../config/user-folder.js";
import { isOn } from "../output/mode.js";

/** The variables of a process. */
export type Environment = { readonly [name: string]: string | undefined };

/** What the user said about telemetry. */
export interface TelemetryChoice {
  readonly on: boolean;
  /** Where counts are sent; null: nowhere, they stay on this machine. There is no default. */
  readonly endpoint: string | null;
}

const NOTHING_SAID: TelemetryChoice = { on: false, endpoint: null };

/** The folder with what was said and what was counted, beside the user's own configuration. Absent until somebody says yes. */
export function telemetryFolder(env: Environment): string {
  return join(userFolder(env), "telemetry");
}

/** What the user said; a file that cannot be read says no. */
export function readChoice(env: Environment): TelemetryChoice {
  try {
    const said = JSON.parse(
      readFileSync(join(telemetryFolder(env), "choice.json"), "utf8"),
    ) as Partial<TelemetryChoice>;
    return { on: said.on === true, endpoint: typeof said.endpoint === "string" ? said.endpoint : null };
  } catch {
    return NOTHING_SAID;
  }
}

/** Remembers a yes. */
export function saveChoice(choice: TelemetryChoice, env: Environment): void {
  const folder = telemetryFolder(env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, "choice.json"), `${JSON.stringify(choice, null, 2)}\n`, { mode: 0o600 });
}

/** Takes a yes back, and with it all that was counted. */
export function forgetTelemetry(env: Environment): void {
  rmSync(telemetryFolder(env), { recursive: true, force: true });
}

/** What forbids telemetry here whatever the user said: `DO_NOT_TRACK`, or `CI`; null when nothing does. */
export function forbiddenBy(env: Environment): "DO_NOT_TRACK" | "CI" | null {
  if (isOn(env.DO_NOT_TRACK)) return "DO_NOT_TRACK";
  return isOn(env.CI) ? "CI" : null;
}
