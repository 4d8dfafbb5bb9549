import { cpus, totalmem } from "node:os";
import { basename } from "node:path";
import { run } from "../../../scripts/steps/run.mjs";

/** What a table says of how it came about: the machine, the day, the revision and the command with all its flags; `more` is added. */
export async function factsOf(more) {
  const [cpu] = cpus();
  return {
    cpus: cpus().length,
    cpu: cpu?.model ?? "unknown processor",
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    revision: await revisionOf(),
    command: ["node", `bench/${basename(process.argv[1])}`, ...process.argv.slice(2)].join(" "),
    ...more,
  };
}

/** Short hash of the commit that is measured, with a `+` when files differ from it. */
async function revisionOf() {
  const hash = await run("git", ["rev-parse", "--short", "HEAD"]);
  const changed = await run("git", ["status", "--porcelain", "--untracked-files=no", "packages"]);
  return `${hash.stdout.trim()}${changed.stdout === "" ? "" : "+"}`;
}
