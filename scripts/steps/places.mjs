import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const windows = process.platform === "win32";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** Everything set-up installs beside node_modules; git ignores it. */
export const tools = join(root, ".tools");

/** Python environment with pytest and coverage, so that tests never depend on what the machine has. */
export const pythonEnvironment = join(tools, "python");

/** Folder of that environment's programs. */
export const pythonPrograms = join(pythonEnvironment, windows ? "Scripts" : "bin");

/** Its interpreter. */
export const python = join(pythonPrograms, windows ? "python.exe" : "python");

/** The command line as built. */
export const cli = join(root, "packages", "cli", "dist", "bin.js");

/** The environment every child of the scripts gets: our pnpm, our Python, no telemetry. */
export function environment() {
  const path = [
    join(tools, "node_modules", ".bin"),
    join(root, "node_modules", ".bin"),
    pythonPrograms,
    process.env.PATH ?? "",
  ];
  return {
    ...process.env,
    PATH: path.join(delimiter),
    VIRTUAL_ENV: pythonEnvironment,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}
