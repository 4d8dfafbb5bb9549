import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { cli, root } from "../../../scripts/steps/places.mjs";
import { factsOf } from "../tables/facts.mjs";
import { median } from "../tables/numbers.mjs";
import { writeStartup } from "../tables/write-startup.mjs";

/** What is called, and what it may take at most beyond a bare Node, in milliseconds; null: no goal. */
const CALLS = [
  { name: "node -e 0", args: ["-e", "0"], goal: null },
  { name: "autotest --version", args: [cli, "--version"], goal: 60 },
  { name: "autotest --help", args: [cli, "--help"], goal: 120 },
  { name: "autotest generate --help", args: [cli, "generate", "--help"], goal: 120 },
  { name: "autotest plugins", args: [cli, "plugins"], goal: null },
];

/**
 * Calls everything in turn, `rounds` times, so that what else the machine does meets all of them alike; writes the table. The
 * first round only fills the caches of the file system.
 */
export async function measureStartup(rounds) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-startup-"));
  const load = loadavg()[0];
  try {
    const times = CALLS.map(() => []);
    for (let round = 0; round <= rounds; round++) {
      for (const [index, { args, name }] of CALLS.entries()) {
        const began = performance.now();
        const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: "ignore" });
        const took = performance.now() - began;
        if (status !== 0) throw new Error(`${name} ended with ${status}`);
        if (round > 0) times[index].push(took);
      }
    }
    const bare = median(times[0]);
    const rows = CALLS.map(({ name, goal }, index) => {
      const own = median(times[index]);
      return { name, goal, median: own, least: Math.min(...times[index]), more: own - bare };
    });
    writeStartup(join(root, "bench", "results"), rows, await factsOf({ rounds, load }));
    for (const row of rows) console.log(`bench: ${row.name}: ${row.median.toFixed(0)} ms`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
