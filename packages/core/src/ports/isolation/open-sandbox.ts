import { realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { Command } from "../../contracts/context.js";
import { findProgram } from "../find-program.js";
import { bubblewrapArguments, SYSTEM_FOLDERS } from "./bubblewrap-arguments.js";
import { isWithin } from "./is-within.js";
import type { Bubblewrap } from "./isolation.js";
import { linkedPackages } from "./linked-packages.js";
import { mayShow } from "./may-show.js";
import { personalIn, projectView } from "./project-view.js";
import { toolchainFolders } from "./toolchain-folders.js";

/** Where sandboxes are opened. */
export interface SandboxPlace {
  /** Holds every folder a child may write; hidden otherwise. Absolute. */
  readonly privateFolder: string;
  /** The user's folder, readable in the sandbox. Absolute. */
  readonly project: string;
  /** The user's home; hidden. Absolute. */
  readonly home: string;
  /** Where the links lead that the project's copy holds. */
  readonly linked: ReadonlySet<string>;
}

/** Gives the arguments of bubblewrap for commands of one run; what does not change from one to the next is found out once. */
export function openSandbox(
  form: Bubblewrap,
  { privateFolder, project, home, linked }: SandboxPlace,
): (command: Command, path: string) => readonly string[] {
  const own = projectView(project, home);
  const toolchains = new Map<string, readonly string[]>();
  const toolchain = (file: string, path: string): readonly string[] => {
    const program = isAbsolute(file) ? file : findProgram(file, path);
    if (program === null) return [];
    const known = toolchains.get(program) ?? toolchainFolders(program, home);
    toolchains.set(program, known);
    return known;
  };
  const behind = new Map<string, readonly string[]>();
  /** What a dependency folder links to, found out once: packages are not installed during a run. */
  const packagesBehind = (folder: string): readonly string[] => {
    if (basename(folder) !== "node_modules") return [];
    const known = behind.get(folder) ?? linkedPackages(folder);
    behind.set(folder, known);
    return known;
  };
  const inside = (folder: string): boolean => isWithin(folder, privateFolder) && folder !== privateFolder;
  return (command, path) => {
    const write = (command.writes ?? [command.cwd]).filter(inside);
    const scratch = command.scratch === undefined || !inside(command.scratch) ? [] : [command.scratch];
    const readable = [...linked, ...(command.reads ?? []), ...runtimeFolders(command.args)];
    const packages = [...linked].flatMap(packagesBehind);
    const given = [...readable.map(codeFolder), ...packages].filter(
      (one) => mayShow(one, home) && !isWithin(privateFolder, one),
    );
    const show = [
      ...own.show,
      ...toolchain(command.file, path),
      ...given,
      // A copy that may not be changed is still to be seen; so is a folder of the user's that something is asked about.
      ...(inside(command.cwd) ? [top(command.cwd, privateFolder)] : []),
    ].filter((folder) => !SYSTEM_FOLDERS.some((system) => isWithin(folder, system)));
    return bubblewrapArguments(form, {
      show: [...new Set(show)].filter((folder) => !write.includes(folder)),
      write,
      scratch,
      hide: [...new Set([...own.hide, ...packages.filter((one) => given.includes(one)).flatMap(personalIn)])],
      home: privateFolder,
      cwd: command.cwd,
    });
  };
}

/** Package managers link from one dependency folder into another that lies higher up: the highest holds them all. */
function codeFolder(path: string): string {
  const real = realPathOf(path);
  const at = real.indexOf("/node_modules/");
  return at < 0 ? real : real.slice(0, at + "/node_modules".length);
}

/** Programs are handed the scripts they run by their path. */
function runtimeFolders(args: readonly string[]): readonly string[] {
  return args.filter((arg) => isAbsolute(arg) && isFile(arg)).map((arg) => dirname(realPathOf(arg)));
}

function top(path: string, folder: string): string {
  return join(folder, path.slice(folder.length + 1).split("/")[0] ?? "");
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
