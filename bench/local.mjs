import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/** A real small model, run in this process: is every answer of the wanted form, and does the pipeline stay right with a weak one? */
await main(async () => {
  await setup();
  const { measureLocal } = await import("./steps/measure/measure-local.mjs");
  await measureLocal();
});
