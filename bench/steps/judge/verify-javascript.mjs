import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "acorn";
import { convert } from "ast-v8-to-istanbul";
import coverage from "istanbul-lib-coverage";
import { run } from "../../../scripts/steps/run.mjs";

const shuffle = fileURLToPath(new URL("./shuffle-mocha.cjs", import.meta.url));

/** Three runs of the plain command in fresh processes, each in another random order. Gives how many passed, and the first failure. */
export async function passesJavaScript(project, suites, env) {
  let passed = 0;
  let failure = "";
  for (const seed of ["1", "22", "333"]) {
    const result = await run("npx", ["mocha", ...project.mocha, "--require", shuffle, ...suites], {
      cwd: project.folder,
      env: { ...env, BENCH_ORDER: seed },
    });
    if (result.code === 0) passed += 1;
    else
      failure ||=
        /^\s+1\) .*(?:\n\s+.*){0,3}/m
          .exec(result.stdout.slice(result.stdout.indexOf("failing")))?.[0]
          .trim()
          .replace(/\s+/g, " ") ??
        `exit code ${result.code}: ${
          result.stderr
            .trim()
            .split("\n")
            .find((line) => /Error/.test(line)) ?? ""
        }`;
  }
  return { passed, failure };
}

/** Statement lines and branches of one module under its suite, from V8's own counters by way of istanbul. */
export async function measureJavaScript(project, module, suites, env) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-v8-"));
  const path = realpathSync(join(project.folder, module));
  try {
    await run("npx", ["mocha", ...project.mocha, ...suites], {
      cwd: project.folder,
      env: { ...env, NODE_V8_COVERAGE: folder },
    });
    const code = readFileSync(path, "utf8");
    const map = coverage.createCoverageMap();
    for (const file of readdirSync(folder)) {
      const { result } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      const script = result.find(({ url }) => url === pathToFileURL(path).href);
      if (script !== undefined) map.merge(await convert({ code, ast: parseModule(code), coverage: script }));
    }
    if (map.files().length === 0) return null;
    const { lines, branches } = map.fileCoverageFor(map.files()[0]).toSummary().data;
    return {
      lines: { covered: lines.covered, total: lines.total },
      branches: { covered: branches.covered, total: branches.total },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseModule(code) {
  const options = { ecmaVersion: "latest", locations: true, allowHashBang: true };
  try {
    return parse(code, { ...options, sourceType: "module" });
  } catch {
    return parse(code, { ...options, sourceType: "script", allowReturnOutsideFunction: true });
  }
}
