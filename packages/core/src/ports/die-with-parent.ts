import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** A program and its arguments. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Makes children end when this process ends, however it ends. Being killed leaves no time to kill them; on Linux the
 * kernel does it, asked through `setpriv` of util-linux. Elsewhere the command stays as it is.
 */
export function createParentTie(path: string): (command: CommandLine) => CommandLine {
  let works: boolean | undefined;
  return (command) => {
    works ??=
      process.platform === "linux" &&
      spawnSync("setpriv", ["--pdeathsig", "KILL", "true"], { env: { PATH: path } }).status === 0;
    // A program that is not there is reported by the spawn itself, so it must not hide behind the wrapper.
    if (!works || !isProgram(command.file, path)) return command;
    return { file: "setpriv", args: ["--pdeathsig", "KILL", command.file, ...command.args] };
  };
}

function isProgram(file: string, path: string): boolean {
  const places =
    isAbsolute(file) || file.includes("/") ? [file] : path.split(delimiter).map((folder) => join(folder, file));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
