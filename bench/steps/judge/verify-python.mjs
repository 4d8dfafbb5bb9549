import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/steps/run.mjs";

/** Three runs of the plain command in fresh processes, each in another random order. Gives how many passed, and the first failure. */
export async function passesPython(project, suites, env) {
  let passed = 0;
  let failure = "";
  for (const seed of ["1", "22", "333"]) {
    const args = [
      "-m",
      "pytest",
      "-q",
      "-p",
      "no:cacheprovider",
      "--random-order",
      `--random-order-seed=${seed}`,
      ...suites,
    ];
    const result = await run(join(project.environment, "bin", "python"), args, {
      cwd: project.folder,
      env: { ...env, PYTHONHASHSEED: seed },
    });
    if (result.code === 0) passed += 1;
    else
      failure ||= result.stdout.split("\n").find((line) => /^(FAILED|ERROR)/.test(line)) ?? `exit code ${result.code}`;
  }
  return { passed, failure };
}

/** Lines and branches of one module under its suite, measured by coverage.py itself. */
export async function measurePython(project, module, suites, env) {
  const python = join(project.environment, "bin", "python");
  const data = join(project.folder, ".coverage");
  const output = join(project.folder, "coverage.json");
  await run(
    python,
    [
      "-m",
      "coverage",
      "run",
      "--branch",
      `--data-file=${data}`,
      `--include=${module}`,
      "-m",
      "pytest",
      "-q",
      "-p",
      "no:cacheprovider",
      ...suites,
    ],
    { cwd: project.folder, env },
  );
  await run(python, ["-m", "coverage", "json", `--data-file=${data}`, "-o", output], { cwd: project.folder, env });
  try {
    const { summary } = Object.values(JSON.parse(readFileSync(output, "utf8")).files)[0];
    return {
      lines: { covered: summary.covered_lines, total: summary.num_statements },
      branches: { covered: summary.covered_branches, total: summary.num_branches },
    };
  } catch {
    return null;
  } finally {
    for (const file of [data, output]) rmSync(file, { force: true });
  }
}
