import { rmSync } from "node:fs";
import { join } from "node:path";
import { outsideAnyEnvironment } from "./check-versions.mjs";
import { python, pythonEnvironment, root, tools } from "./places.mjs";
import { must, run, Stop } from "./run.mjs";
import { once } from "./stamp.mjs";

const requirements = join(root, "scripts", "python-requirements.txt");

/** Makes .tools/python: an environment with the pinned pytest and coverage. */
export async function makePython(say, base) {
  await once("python", { files: [requirements], facts: [base.version, base.file], results: [python] }, async () => {
    say(`making a Python ${base.version} environment in .tools/python`);
    rmSync(pythonEnvironment, { recursive: true, force: true });
    await create(base.file);
    await must(
      "Installing pytest",
      python,
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
      { env: outsideAnyEnvironment() },
    );
  });
}

/** Debian and Ubuntu ship Python without `ensurepip`; `virtualenv` needs only pip. */
async function create(file) {
  const env = outsideAnyEnvironment();
  const venv = await run(file, ["-m", "venv", pythonEnvironment], { env });
  if (venv.code === 0) return;
  rmSync(pythonEnvironment, { recursive: true, force: true });
  const target = join(tools, "virtualenv");
  const pip = await run(file, ["-m", "pip", "install", "--quiet", "--target", target, "virtualenv"], { env });
  const made =
    pip.code === 0 &&
    (await run(file, ["-m", "virtualenv", "--quiet", pythonEnvironment], { env: { ...env, PYTHONPATH: target } }))
      .code === 0;
  rmSync(target, { recursive: true, force: true });
  if (!made) {
    throw new Stop(
      `This Python (${file}) can make no environment: ${lastLine(venv.stderr || venv.stdout)}`,
      "On Debian and Ubuntu: apt-get install python3-venv. Then run the command again.",
    );
  }
}

function lastLine(text) {
  return text.trim().split("\n").at(-1) ?? "";
}
