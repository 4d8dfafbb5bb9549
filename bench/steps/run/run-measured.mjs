import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../../scripts/steps/run.mjs";

const wrapper = fileURLToPath(new URL("./with-usage.py", import.meta.url));

/** Runs a program with an upper limit of seconds. Gives `{ code, seconds, cpu, peakMb, stdout, stderr }`; code is null when it was killed. */
export async function runMeasured(python, limit, file, args, options) {
  const folder = mkdtempSync(join(tmpdir(), "autotest-bench-usage-"));
  const report = join(folder, "usage.json");
  try {
    const { stdout, stderr } = await run(python, [wrapper, report, String(limit), file, ...args], options);
    return { ...JSON.parse(readFileSync(report, "utf8")), stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
