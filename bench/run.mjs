import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/** `--only text` keeps modules whose package or path holds the text, `--name` names the result files, `--keep` keeps the projects. */
const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    name: { type: "string", default: "foundation" },
    keep: { type: "boolean", default: false },
  },
});

await main(async () => {
  await setup();
  // Loaded only now: it needs packages that a fresh clone does not have yet.
  const { measure } = await import("./steps/measure.mjs");
  await measure(flags);
});
