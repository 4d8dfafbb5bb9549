import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../workspace-packages.js";

/** The two runners the corpus is written for. */
export type Runner = "pytest" | "mocha";

/** Where the hostile modules are, one file each. */
export const folders: { readonly [runner in Runner]: string } = {
  pytest: join(repository, "tests", "hostile", "fixtures", "python"),
  mocha: join(repository, "tests", "hostile", "fixtures", "javascript"),
};

/** What the portable level cannot stop: code that takes the walls inside its process down, or looks around in the machine. */
const NAMESPACES_ONLY = /_free$|^read_parents$|^read_home$/;

/** Run with every `npm test`: an attack of each kind at the level that has to stop it, none that is slow to end. */
const QUICK: { readonly [level in "L1" | "L2"]: readonly string[] } = {
  L1: [
    ...["endless_loop", "fork_bomb", "daemon", "huge_list", "huge_buffer", "kill_parent", "exit_on_import"],
    ...["delete_project", "plant_files", "edit_results", "call_out", "read_environment", "fake_success"],
  ],
  L2: [
    ...["fork_bomb_free", "daemon_free", "kill_parent_free", "delete_project_free", "plant_files_free"],
    ...["call_out_free", "read_environment", "read_parents", "read_home", "forge_results"],
  ],
};

/** The names of the modules to run at a level. */
export function casesFor(runner: Runner, level: "L1" | "L2", all: boolean): readonly string[] {
  return readdirSync(folders[runner])
    .map((file) => file.replace(/\.\w+$/, ""))
    .filter((name) => name !== "break_out")
    .filter((name) => all || QUICK[level].includes(name))
    .filter((name) => level === "L2" || !NAMESPACES_ONLY.test(name))
    .sort();
}
