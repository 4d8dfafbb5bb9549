import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { SMALL, TSX } from "../../packages.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { factsOf } from "../tables/facts.mjs";
import { median } from "../tables/numbers.mjs";
import { writeSeconds } from "../tables/write-seconds.mjs";
import { fileSystemOf } from "./file-system-of.mjs";

/** What a line without code looks like in either language. */
const EMPTY = /^\s*(?:#.*|\/\/.*|\/?\*.*)?$/;

/** A file system in memory, which `/tmp` is on many systems; where there is none, only the disk is measured. */
const MEMORY = "/dev/shm";

/**
 * Runs the command on every small file, `rounds` times in turn, each on a fresh copy of its project, with temporary folders
 * once in memory and once in the folder `disk`; writes the table `name`.
 */
export async function measureSeconds({ rounds, name, disk }) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(disk, "autotest-seconds-"));
  const memory = existsSync(MEMORY) ? mkdtempSync(join(MEMORY, "autotest-seconds-")) : null;
  const load = loadavg()[0];
  try {
    const projects = [
      ...(await makePythonProjects(base, file, { packages: SMALL.python, library: SMALL.library })),
      ...(await makeNpmProjects(base, { packages: SMALL.npm, extra: [TSX] })),
    ];
    const rows = projects.flatMap((project) =>
      project.modules.map((module) => ({
        project,
        module,
        lines: readFileSync(join(project.folder, module), "utf8")
          .split("\n")
          .filter((line) => !EMPTY.test(line)).length,
        seconds: [],
        inMemory: [],
        tests: 0,
      })),
    );
    const places = [...(memory === null ? [] : [["inMemory", { TMPDIR: memory }]]), ["seconds", { TMPDIR: base }]];
    for (let round = 0; round < rounds; round++) {
      for (const row of rows) {
        for (const [place, env] of places) {
          const { seconds, tests } = await runOnce(base, row, env);
          row[place].push(seconds);
          row.tests = tests;
          console.log(`bench: ${row.module}: ${seconds.toFixed(2)} s, ${place}, ${tests} tests`);
        }
      }
    }
    const results = rows.map(({ project, module, lines, tests, seconds, inMemory }) => ({
      language: project.language,
      module: `${project.name}: ${module}`,
      lines,
      tests,
      seconds: median(seconds),
      inMemory: memory === null ? null : median(inMemory),
    }));
    writeSeconds(
      join(root, "bench", "results", `${name}.md`),
      results,
      await factsOf({ rounds, load, python: version, disk: await fileSystemOf(base) }),
    );
  } finally {
    rmSync(base, { recursive: true, force: true });
    if (memory !== null) rmSync(memory, { recursive: true, force: true });
  }
}

async function runOnce(base, { project, module }, env) {
  const folder = mkdtempSync(join(base, "run-"));
  cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
  const began = performance.now();
  const made = await run(process.execPath, [cli, "generate", module, "--json"], {
    cwd: folder,
    env: { ...environmentOf(project), ...env },
  });
  const seconds = (performance.now() - began) / 1000;
  // The copy stays until the end: see `fileSystemOf`.
  return { seconds, tests: JSON.parse(made.stdout).totals?.tests ?? 0 };
}
