import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/** How long does the command take for one small file? `--rounds 3`: each file that often, all in turn. */
const { values: flags } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });

await main(async () => {
  await setup();
  const { measureSeconds } = await import("./steps/measure-seconds.mjs");
  await measureSeconds(Number(flags.rounds));
});
