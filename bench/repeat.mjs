import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * Does the same come out every time? `--rounds 20` runs in fresh copies, each in another folder, hash seed, time zone and
 * language of the machine.
 */
const { values: flags } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });

await main(async () => {
  await setup();
  const { measureRepeats } = await import("./steps/measure/measure-repeats.mjs");
  await measureRepeats(Number(flags.rounds));
});
