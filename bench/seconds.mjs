import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/steps/run.mjs";

/**
 * How long does the command take for one small file, on the Node that runs this? `--rounds 3`: each file that often, all in turn;
 * `--disk` is the folder for projects and temporary folders (default: the system's temporary folder), `--name` names the result
 * file.
 */
const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    name: { type: "string", default: "seconds" },
    disk: { type: "string", default: tmpdir() },
  },
});

await main(async () => {
  await setup();
  const { measureSeconds } = await import("./steps/measure/measure-seconds.mjs");
  await measureSeconds({ rounds: Number(flags.rounds), name: flags.name, disk: flags.disk });
});
