import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import coverage from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";
import { run } from "../../../scripts/steps/run.mjs";

const writer = fileURLToPath(new URL("./write-coverage.cjs", import.meta.url));

/** Lines and branches of one module under its suites: istanbul's own counters, put into a copy of the source itself. */
export async function measureByIstanbul(project, module, suites, env) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-istanbul-"));
  const path = join(folder, module);
  const output = join(folder, "coverage.json");
  try {
    cpSync(project.folder, folder, { recursive: true, verbatimSymlinks: true });
    const text = readFileSync(path, "utf8");
    const isModule = /\.m?ts$|\.mjs$/.test(module) || /^\s*(import|export)\s/m.test(text);
    const instrumenter = createInstrumenter({
      esModules: isModule,
      compact: false,
      parserPlugins: /ts$/.test(module) ? ["typescript"] : [],
    });
    writeFileSync(path, instrumenter.instrumentSync(text, path));
    await run("npx", ["mocha", ...project.mocha, "--require", writer, ...suites], {
      cwd: folder,
      env: { ...env, BENCH_COVERAGE: output },
    });
    const map = coverage.createCoverageMap(JSON.parse(readFileSync(output, "utf8")));
    const { lines, branches } = map.fileCoverageFor(path).toSummary().data;
    return {
      lines: { covered: lines.covered, total: lines.total },
      branches: { covered: branches.covered, total: branches.total },
    };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
