import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/** `--only a,b` keeps modules whose package or path holds one of the texts, `--budgets 10,60` are seconds of search, `--name` names the result files. */
const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    budgets: { type: "string", default: "10,60" },
    name: { type: "string", default: "rivals-python" },
  },
});

await main(async () => {
  await setup();
  const { compare } = await import("./steps/compare-python.mjs");
  await compare(flags);
});
