import { setup } from "./setup.mjs";
import { environment } from "./steps/places.mjs";
import { main, run } from "./steps/run.mjs";

// The whole corpus of hostile code, at both levels, with both runners; `npm test` runs a part of it.
await main(async () => {
  await setup();
  const env = { ...environment(), AUTOTEST_HOSTILE: "all" };
  const { code } = await run("vitest", ["run", "--project", "tests", "tests/hostile/hostile.test.ts"], {
    env,
    show: true,
  });
  return code;
});
