import { rmSync } from "node:fs";
import { join } from "node:path";
import { python, root, tools } from "./places.mjs";
import { must } from "./run.mjs";
import { once } from "./stamp.mjs";

const requirements = join(root, "scripts", "checker-requirements.txt");
const target = join(tools, "checkers");

/** Makes .tools/checkers: what checks the CI files that autotest writes. Needs .tools/python. */
export async function installCheckers(say) {
  await once("checkers", { files: [requirements], results: [join(target, "check_jsonschema")] }, async () => {
    say("installing checkers of CI files");
    rmSync(target, { recursive: true, force: true });
    const options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--ignore-requires-python"];
    await must("Installing checkers of CI files", python, [
      ...["-m", "pip", "install", ...options],
      ...["--target", target, "-r", requirements],
    ]);
  });
}
