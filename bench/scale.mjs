import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * Many files in one run: seconds, memory of the whole process tree, and whether every concurrency writes the same bytes.
 * `--concurrency 3,1,2` says which are tried, `--files 120` how many modules, `--keep` keeps the project.
 */
const { values: flags } = parseArgs({
  options: {
    concurrency: { type: "string", default: "3,1,2" },
    files: { type: "string", default: "120" },
    keep: { type: "boolean", default: false },
  },
});

await main(async () => {
  await setup();
  const { measureScale } = await import("./steps/measure/measure-scale.mjs");
  await measureScale({
    concurrencies: flags.concurrency.split(",").map(Number),
    files: Number(flags.files),
    keep: flags.keep,
  });
});
