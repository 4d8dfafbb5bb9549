import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../scripts/steps/places.mjs";
import { run } from "../../scripts/steps/run.mjs";
import { ABLATION } from "../packages.mjs";
import { environmentOf } from "./environment-of.mjs";
import { isWanted, rowsOf } from "./kept-rows.mjs";
import { makeNpmProjects } from "./make-npm-projects.mjs";
import { makePythonProjects } from "./make-python-projects.mjs";
import { countLines } from "./suite-faults.mjs";
import { writeAblation } from "./write-ablation.mjs";
import { machineFacts } from "./write-results.mjs";

/** Calls a file may get: enough for the full engine on these files, and what the command would spend in a few seconds. */
const CALLS = 6_000;
const NOTHING = { covered: 0, total: 1 };

/** Runs the command with every technique, then with each left out in turn; the table is written after each. */
export async function ablate(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-ablation-"));
  const projects = [
    ...(await makePythonProjects(base, file, { packages: ABLATION.python, library: ABLATION.library })),
    ...(await makeNpmProjects(base, { packages: ABLATION.npm })),
  ]
    .map((one) => ({ ...one, modules: one.modules.filter((path) => isWanted(`${one.name} ${path}`, flags.only)) }))
    .filter(({ modules }) => modules.length > 0);
  const revision = await run("git", ["rev-parse", "--short", "HEAD"]);
  const facts = {
    ...machineFacts(),
    python: version,
    date: new Date().toISOString().slice(0, 10),
    revision: revision.stdout.trim(),
    calls: CALLS,
    command: "node bench/ablation.mjs",
  };
  const results = join(root, "bench", "results");
  const { TECHNIQUE_NAMES } = await import("../../packages/engine-search/dist/index.js");
  let rows = flags.keep ? rowsOf(join(results, `${flags.name}.json`)) : [];
  for (const without of ["nothing", ...TECHNIQUE_NAMES]) {
    if (!isWanted(without, flags.without)) continue;
    for (const project of projects) {
      const made = await measure(project, without);
      rows = [...rows.filter((row) => !made.some((one) => isSame(one, row))), ...made];
      for (const row of made) console.log(`bench: ${JSON.stringify(row)}`);
    }
    writeAblation(results, flags.name, rows, ["nothing", ...TECHNIQUE_NAMES], facts);
  }
  rmSync(base, { recursive: true, force: true });
}

function isSame(one, other) {
  return one.module === other.module && one.without === other.without;
}

/** One run over the modules of a project. A module without a suite that the runner passes counts as zero. */
async function measure(original, without) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-ablation-one-"));
  try {
    cpSync(original.folder, folder, { recursive: true, verbatimSymlinks: true });
    // Calls decide and not the clock, so that it does not matter what else the machine does.
    const left = without === "nothing" ? [] : [without];
    const settings = { search: { calls: CALLS, seconds: 3_600 }, options: { "engine-search": { without: left } } };
    writeFileSync(join(folder, ".codex-autotest.json"), JSON.stringify(settings));
    const args = [cli, "generate", ...original.modules, "--json", "--config", ".codex-autotest.json"];
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env: environmentOf(original) });
    const document = readDocument(stdout, stderr);
    return original.modules.map((module) => {
      const row = { language: original.language, module, without };
      const file = document.files?.find(({ path }) => path === module);
      const skipped = document.skipped?.find(({ path }) => path === module);
      const note = document.error?.message ?? skipped?.reason ?? (file?.stoppedByTime ? "stopped by the clock" : "");
      if (file === undefined || file.suite === null || file.coverageAfter === null)
        return {
          ...row,
          ...{ lines: NOTHING, branches: NOTHING, noticed: 0, mutants: 0, tests: 0, testLines: 0 },
          ...{ calls: file?.calls ?? 0, note: note || "no suite" },
        };
      const text = readFileSync(join(folder, file.suite), "utf8");
      return {
        ...row,
        ...file.coverageAfter,
        noticed: file.mutants.noticed,
        mutants: file.mutants.total,
        tests: file.tests,
        testLines: countLines(text),
        calls: file.calls,
        note,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readDocument(stdout, stderr) {
  try {
    return JSON.parse(stdout);
  } catch {
    return { error: { message: stderr.trim().split("\n").at(-1) ?? "no report" } };
  }
}
