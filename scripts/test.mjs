import { setup } from "./setup.mjs";
import { main } from "./steps/run.mjs";
import { runGates } from "./steps/run-gates.mjs";
import { runVitest } from "./steps/run-vitest.mjs";

await main(async () => {
  await setup();
  const gates = await runGates();
  const tests = await runVitest();
  const total = (name) => gates[name] + tests[name];
  // The last line of output, for machines and people alike.
  console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
  return total("failed") === 0 ? 0 : 1;
});
