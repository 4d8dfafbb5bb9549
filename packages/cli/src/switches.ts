import { isOn } from "./output/mode.js";

const SWITCHES: readonly string[] = [
  "JSON",
  "QUIET",
  "PLAIN",
  "AGENT",
  "DRY_RUN",
  "CHANGED",
  "STAGED",
  "FILL",
  "OFFLINE",
  "SHOW_PROMPT",
  "PASS_WITH_NOTHING",
  "YES",
  "REQUIRED",
];

/** A switch in the environment that says off (`0`, `false`, `no`, empty) counts as not set. */
export function quietSwitches(env: NodeJS.ProcessEnv): void {
  for (const name of SWITCHES) {
    const variable = `AUTOTEST_${name}`;
    if (env[variable] !== undefined && !isOn(env[variable])) delete env[variable];
  }
}
