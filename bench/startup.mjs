import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/** How long until the first answer? `--rounds 40`: each call that often, one after the other in turn, beside a Node that does nothing. */
const { values: flags } = parseArgs({ options: { rounds: { type: "string", default: "40" } } });

await main(async () => {
  await setup();
  const { measureStartup } = await import("./steps/measure/measure-startup.mjs");
  await measureStartup(Number(flags.rounds));
});
