import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../../scripts/steps/places.mjs";
import { makeScaleProject } from "../projects/make-scale-project.mjs";
import { watchMemory } from "../run/watch-memory.mjs";

/** To look at a dozen processes takes time that the run would have. */
const SAMPLE_MS = 1_000;

/** Runs `generate` over one project at several concurrencies and writes the table. */
export async function measureScale({ concurrencies, files, keep }) {
  const { file } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-scale-"));
  const { folder, modules, environment } = await makeScaleProject(base, file, files);
  console.log(`bench: ${modules.length} modules in ${folder}`);
  const rows = [];
  for (const concurrency of concurrencies) {
    for (const name of ["test", "tests"]) rmSync(join(folder, name), { recursive: true, force: true });
    const row = await measure(folder, modules, environment, concurrency);
    rows.push(row);
    console.log(`bench: ${JSON.stringify(row)}`);
  }
  writeFileSync(join(root, "bench", "results", "scale.md"), table(rows, modules));
  if (!keep) rmSync(base, { recursive: true, force: true });
}

async function measure(folder, modules, environment, concurrency) {
  const load = loadavg()[0];
  const began = performance.now();
  const child = spawn(process.execPath, [cli, "generate", ...modules, "--json", "--concurrency", String(concurrency)], {
    cwd: folder,
    env: { ...process.env, VIRTUAL_ENV: environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const endWatch = watchMemory(child.pid, SAMPLE_MS);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  const megabytes = endWatch();
  const seconds = (performance.now() - began) / 1000;
  const { files, skipped, run } = JSON.parse(output);
  const times = files.map((file) => file.seconds).sort((a, b) => a - b);
  return {
    concurrency,
    code,
    seconds: round(seconds),
    megabytes,
    files: files.length,
    suites: files.filter(({ suite }) => suite !== null).length,
    skipped: skipped.length,
    tests: files.reduce((sum, file) => sum + file.tests, 0),
    stopped: files.filter((file) => file.stoppedByTime).length,
    searchMedian: round(times[Math.floor(times.length / 2)] ?? 0),
    bytes: hashOf(folder),
    load: round(load),
    stages: run.stages ?? {},
  };
}

/** Of every suite's path and bytes. */
function hashOf(folder) {
  const hash = createHash("sha256");
  for (const name of ["test", "tests"]) {
    let paths = [];
    try {
      paths = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
    } catch {
      continue;
    }
    const full = paths
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const path of full.sort()) hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 12);
}

function table(rows, modules) {
  const line = (row) =>
    `| ${row.concurrency} | ${row.seconds} s | ${row.megabytes} MB | ${row.files} | ${row.suites} | ${row.skipped} | ${row.tests} | ${row.stopped} | ${row.searchMedian} s | \`${row.bytes}\` | ${row.load} |`;
  const stages = (row) =>
    `| ${row.concurrency} | ${Object.entries(row.stages)
      .map(([stage, seconds]) => `${stage} ${round(seconds)}`)
      .join(", ")} |`;
  const python = modules.filter((path) => path.endsWith(".py")).length;
  return `# Many files in one run

\`node bench/scale.mjs --files ${modules.length} --concurrency ${rows.map(({ concurrency }) => concurrency).join(",")}\`: one \`autotest generate\` over ${modules.length} real modules (${modules.length - python} of lodash, ${python} copied from the standard library), Node ${process.versions.node}, ${availableParallelism()} cores. Memory is the highest sum of the proportional memory (what processes share counts once) of the command and all its children, sampled every ${SAMPLE_MS} ms. \`bytes\` is a hash over all suites: equal means byte-identical. \`load\` is the load average of the machine when the run began; above 0, others used the cores too.

| concurrency | wall time | memory | files | with a suite | left out | tests | ended by the clock | search per file, median | bytes | load |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.map(line).join("\n")}

Seconds each stage was at work; stages overlap.

| concurrency | stages |
|---|---|
${rows.map(stages).join("\n")}
`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
