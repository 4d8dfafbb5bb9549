import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * What each technique of the search engine is good for. `--without nothing,operands` leaves out only those (parts of names do;
 * `nothing` is the full engine), `--only a,b` keeps modules whose package or path holds one of the texts, `--name` names the
 * result files, `--keep` keeps the rows of the last table that this run does not make again.
 */
const { values: flags } = parseArgs({
  options: {
    without: { type: "string" },
    only: { type: "string" },
    name: { type: "string", default: "ablation" },
    keep: { type: "boolean", default: false },
  },
});

await main(async () => {
  await setup();
  const { ablate } = await import("./steps/measure/ablate.mjs");
  await ablate(flags);
});
