import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../scripts/steps/run.mjs";
import { PYNGUIN } from "../../packages.mjs";
import { runMeasured } from "./run-measured.mjs";

/** Beyond its budget of search Pynguin minimises and looks for assertions; after this many more seconds it is stopped. */
const MORE_SECONDS = 120;

/** An environment with Pynguin and what the packages under test need. Gives the path of its command. */
export async function installPynguin(base, python, packages) {
  const environment = join(base, "pynguin-environment");
  if (!existsSync(join(environment, "bin", "pynguin"))) {
    await must("Making Pynguin's environment", python, ["-m", "venv", environment]);
    const pip = ["-m", "pip", "install", "--quiet"];
    const inside = join(environment, "bin", "python");
    await must("Installing Pynguin", inside, [...pip, PYNGUIN]);
    // docstring_parser is a dependency of Pynguin itself, which wants a newer one.
    const pinned = packages.filter(({ name }) => name !== "docstring_parser");
    await must("Installing packages", inside, [...pip, ...pinned.map(({ name, version }) => `${name}==${version}`)]);
  }
  return join(environment, "bin", "pynguin");
}

/** One run on one module of a project copy. Gives `{ suites, seconds, peakMb, said }`; no suites when it wrote none. */
export async function generateWithPynguin(pynguin, project, module, budget, env) {
  mkdirSync(join(project.folder, "tests"), { recursive: true });
  const used = await runMeasured(
    join(project.environment, "bin", "python"),
    budget + MORE_SECONDS,
    pynguin,
    [
      "--project-path",
      project.folder,
      "--module-name",
      module.replace(/\.py$/, "").replaceAll("/", "."),
      "--output-path",
      join(project.folder, "tests"),
      "--maximum-search-time",
      String(budget),
      "--maximum-mutation-time",
      String(budget),
      "--seed",
      "1",
    ],
    { cwd: project.folder, env: { ...env, PYNGUIN_DANGER_AWARE: "1", PYTHONHASHSEED: "0" } },
  );
  const suites = readdirSync(join(project.folder, "tests"))
    .filter((name) => /^test_.*\.py$/.test(name))
    .map((name) => `tests/${name}`);
  const last = used.stderr.trim().split("\n").at(-1) ?? "";
  const said = used.code === null ? `stopped after ${budget + MORE_SECONDS} s` : last || `exit code ${used.code}`;
  return { suites, seconds: used.seconds, peakMb: used.peakMb, said };
}
