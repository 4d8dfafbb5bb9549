import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { run } from "./run.mjs";

/**
 * Everything that is checked besides tests; each gate counts as one test. They run two at a time, output is shown only
 * for a failure. Gives `{ passed, failed, skipped }`.
 */
export async function runGates() {
  const queue = [
    { name: "lint (biome)", file: "biome", args: ["check", "."] },
    { name: "types", file: "turbo", args: ["run", "typecheck", "--output-logs=errors-only", "--ui=stream"] },
    { name: "types of tests, bench and examples", file: "tsc", args: ["--noEmit", "-p", "tests"] },
    { name: "unused files, exports and dependencies (knip)", file: "knip", args: ["--no-config-hints"] },
    ...readdirSync(join(root, "packages")).flatMap((name) => packageGates(name, join(root, "packages", name))),
  ];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const worker = async () => {
    for (let gate = queue.shift(); gate !== undefined; gate = queue.shift()) {
      const result = await run(gate.file, gate.args, { cwd: gate.cwd ?? root });
      counts[result.code === 0 ? "passed" : "failed"] += 1;
      console.log(`gate: ${result.code === 0 ? "ok    " : "FAILED"} ${gate.name} (${result.seconds.toFixed(1)} s)`);
      if (result.code !== 0) console.log(`${result.stdout}\n${result.stderr}`.trim());
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

function packageGates(name, cwd) {
  return [
    { name: `manifest and files of ${name} (publint)`, file: "publint", args: ["--strict", "--pack=npm"], cwd },
    {
      name: `types of ${name} as published (attw)`,
      file: "attw",
      args: ["--pack", "--profile", "esm-only", "--quiet"],
      cwd,
    },
  ];
}
