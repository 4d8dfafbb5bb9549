import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../../scripts/steps/run.mjs";
import { runMeasured } from "../run/run-measured.mjs";

/** At most this many mutants of a module, evenly spread over all that mutmut makes; the same for every suite. */
const MOST_MUTANTS = 120;
const LIMIT_SECONDS = 400;
/** mutmut's exit codes of a mutant that was caught: a failing test, or a time limit. */
const CAUGHT = new Set([1, 36, 24, -24, 152, 255]);

/**
 * Mutants of one module that its suites catch, counted by mutmut itself: `{ killed, total }`, null when mutmut could not do it.
 * With `isListed` also `survivors`, each with mutmut's name for it and the lines it changes, which takes mutmut a while.
 */
export async function mutationScore(project, module, suites, env, isListed = false) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-mutmut-"));
  const mutmut = join(project.environment, "bin", "mutmut");
  const options = { cwd: folder, env };
  const meta = () => JSON.parse(readFileSync(join(folder, "mutants", `${module}.meta`), "utf8")).exit_code_by_key;
  try {
    cpSync(project.folder, folder, { recursive: true });
    const manifest = readFileSync(join(folder, "pyproject.toml"), "utf8");
    writeFileSync(join(folder, "pyproject.toml"), `${manifest}\n${configuration(module, suites)}`);
    // A filter that fits nothing makes the mutants and stops.
    await run(mutmut, ["run", "no-such-mutant"], options);
    const names = Object.keys(meta()).sort();
    const step = Math.max(1, names.length / MOST_MUTANTS);
    const sample = Array.from({ length: Math.min(names.length, MOST_MUTANTS) }, (_, n) => names[Math.floor(n * step)]);
    if (sample.length === 0) return null;
    const python = join(project.environment, "bin", "python");
    await runMeasured(python, LIMIT_SECONDS, mutmut, ["run", "--max-children", "2", ...sample], options);
    const codes = meta();
    if (sample.every((name) => codes[name] === null || codes[name] === undefined)) return null;
    const left = sample.filter((name) => !CAUGHT.has(codes[name]));
    const counts = { killed: sample.length - left.length, total: sample.length };
    if (!isListed) return counts;
    const survivors = [];
    for (const name of left)
      survivors.push({ name, change: changeOf((await run(mutmut, ["show", name], options)).stdout) });
    return { ...counts, survivors };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines a diff takes away and puts in. */
function changeOf(diff) {
  return diff.split("\n").filter((line) => /^[-+](?![-+]{2} )/.test(line));
}

function configuration(module, suites) {
  const list = (items) => `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
  return [
    "[tool.mutmut]",
    `source_paths = ${list([dirname(module).split("/")[0]])}`,
    `only_mutate = ${list([module])}`,
    `pytest_add_cli_args_test_selection = ${list(suites)}`,
    `also_copy = ["tests"]`,
    "",
  ].join("\n");
}
