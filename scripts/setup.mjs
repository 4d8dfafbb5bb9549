import { fileURLToPath } from "node:url";
import { build } from "./steps/build.mjs";
import { checkVersions } from "./steps/check-versions.mjs";
import { installCheckers } from "./steps/install-checkers.mjs";
import { installExamples } from "./steps/install-examples.mjs";
import { installPackages } from "./steps/install-packages.mjs";
import { installPnpm } from "./steps/install-pnpm.mjs";
import { installPrograms } from "./steps/install-programs.mjs";
import { makePython } from "./steps/make-python.mjs";
import { main } from "./steps/run.mjs";
import { warmCache } from "./steps/warm-cache.mjs";

/** Makes a fresh clone ready: tools, packages, build, Python environment. Quick and offline when nothing changed. */
export async function setup() {
  const started = performance.now();
  const say = (what) => console.log(`setup: ${what}`);
  const python = await checkVersions();
  const pnpm = await installPnpm(say);
  await installPackages(say, pnpm);
  await warmCache(say);
  await build(say);
  await makePython(say, python);
  await installCheckers(say);
  await installExamples(say);
  await installPrograms(say);
  say(
    `ready in ${((performance.now() - started) / 1000).toFixed(1)} s (Node ${process.versions.node}, Python ${python.version})`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(setup);
