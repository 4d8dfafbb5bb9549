import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * `--only a,b` keeps packages whose name holds one of the texts, `--name` names the result files, `--keep` keeps the rows of the
 * last table that this run does not make again.
 */
const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    name: { type: "string", default: "mutation" },
    keep: { type: "boolean", default: false },
  },
});

await main(async () => {
  await setup();
  const { measureMutation } = await import("./steps/measure/measure-mutation.mjs");
  await measureMutation(flags);
});
