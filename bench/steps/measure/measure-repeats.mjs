import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { REPEAT } from "../../packages.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { factsOf } from "../tables/facts.mjs";
import { writeRepeats } from "../tables/write-repeats.mjs";
import { measureSizes } from "./measure-sizes.mjs";

/** What differs from round to round, each list taken up again from its start. Lengths share no factor, so combinations differ. */
const FOLDERS = ["project", "with space", "ärger", "a/b/c/deep", "node_modules_not", "x-1.0", "UPPER"];
const ZONES = ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "Europe/Berlin"];
const LOCALES = ["C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"];
/** The calls of the default budget, without its clock: the machine may be busy. */
const SETTINGS = { search: { calls: 20_000, seconds: 3_600 } };

/** Runs the command `rounds` times on fresh copies and compares what it wrote, and runs it in the plain runner; writes the table. */
export async function measureRepeats(rounds) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-repeat-"));
  const projects = [
    ...(await makePythonProjects(base, file, { packages: REPEAT.python, library: REPEAT.library })),
    ...(await makeNpmProjects(base, { packages: REPEAT.npm })),
  ].filter(({ modules }) => modules.length > 0);
  const facts = await factsOf({ python: version, zones: ZONES, locales: LOCALES });
  const results = join(root, "bench", "results");
  const found = [];
  for (let round = 0; round < rounds; round++) {
    for (const project of projects) {
      const outcome = await runOnce(base, project, round);
      found.push(...outcome);
      for (const one of outcome) console.log(`bench: round ${round + 1}: ${JSON.stringify(one)}`);
    }
    writeRepeats(results, found, [], facts);
  }
  writeRepeats(results, found, await measureSizes(base, file), facts);
  rmSync(base, { recursive: true, force: true });
}

async function runOnce(base, project, round) {
  const top = mkdtempSync(join(base, "round-"));
  const folder = join(top, FOLDERS[round % FOLDERS.length]);
  const locale = LOCALES[round % LOCALES.length];
  const env = {
    ...environmentOf(project),
    PYTHONHASHSEED: String(round * 7919),
    PYTHONMALLOC: round % 2 === 0 ? "pymalloc" : "malloc",
    TZ: ZONES[round % ZONES.length],
    LANG: locale,
    LC_ALL: locale,
  };
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, ".codex-autotest.json"), JSON.stringify(SETTINGS));
    const args = [
      cli,
      "generate",
      ...project.modules,
      "--json",
      "--concurrency",
      "1",
      "--config",
      ".codex-autotest.json",
    ];
    const made = await run(process.execPath, args, { cwd: folder, env });
    const document = JSON.parse(made.stdout);
    const tests = (document.suite ?? []).filter(({ tests }) => tests > 0).map(({ path }) => path);
    const passed = tests.length > 0 && (await passes(project, folder, tests, env));
    return project.modules.map((module) => {
      const suite = document.suite?.find(({ sources }) => sources.includes(module))?.path;
      const text = suite === undefined ? "" : readFileSync(join(folder, suite), "utf8");
      const byClock = document.files?.find(({ path }) => path === module)?.stoppedByTime ?? false;
      const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
      return { module, language: project.language, round, passed: passed && suite !== undefined, byClock, hash };
    });
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

async function passes(project, folder, suites, env) {
  const command =
    project.language === "python"
      ? [join(project.environment, "bin", "python"), ["-m", "pytest", "-q", "-p", "no:cacheprovider", ...suites]]
      : ["npx", ["mocha", ...project.mocha, ...suites]];
  return (await run(...command, { cwd: folder, env })).code === 0;
}
