import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * How much of small functions with plain parameters is covered? `--only a,b` keeps packages whose name holds one of the texts,
 * `--name` names the result file.
 */
const { values: flags } = parseArgs({
  options: { only: { type: "string" }, name: { type: "string", default: "small-functions" } },
});

await main(async () => {
  await setup();
  const { measureSmallFunctions } = await import("./steps/measure/measure-small-functions.mjs");
  await measureSmallFunctions(flags);
});
