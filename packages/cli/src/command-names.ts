/** Every command, by its first word. */
export const COMMANDS: readonly string[] = [
  "generate",
  "coverage",
  "check",
  "report",
  "review",
  "mutate",
  "init",
  "ci",
  "doctor",
  "plugins",
  "prompts",
  "telemetry",
];
