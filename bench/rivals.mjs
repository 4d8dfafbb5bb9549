import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * `--only a,b` keeps modules whose package or path holds one of the texts, `--generators a,b` those generators, `--budgets 10,60`
 * are Pynguin's seconds of search, `--name` names the result files, `--keep` keeps the rows of the last table that this run does
 * not make again.
 */
const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    budgets: { type: "string", default: "10,60" },
    generators: { type: "string" },
    name: { type: "string", default: "rivals-python" },
    keep: { type: "boolean", default: false },
  },
});

await main(async () => {
  await setup();
  const { compare } = await import("./steps/measure/compare-python.mjs");
  await compare(flags);
});
