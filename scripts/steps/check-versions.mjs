import { run, Stop } from "./run.mjs";

const NODE_FLOOR = [20, 19];
const PYTHON_FLOOR = [3, 9];

/** Ends with a clear message unless Node, git and Python are here and new enough. Gives the Python to use. */
export async function checkVersions() {
  if (!atLeast(process.versions.node, NODE_FLOOR)) {
    throw new Stop(
      `Node ${process.versions.node} is too old: autotest needs ${NODE_FLOOR.join(".")} or newer.`,
      "Install a newer Node from https://nodejs.org and run the command again.",
    );
  }
  const git = await run("git", ["--version"], { env: process.env });
  if (git.code !== 0) throw new Stop("git was not found.", "Install git and run the command again.");
  return findPython();
}

async function findPython() {
  const seen = [];
  for (const file of process.platform === "win32" ? ["python", "py"] : ["python3", "python"]) {
    // The plain environment: our own .tools/python must not be taken for the machine's.
    const answer = await run(file, ["-c", "import platform, sys; print(platform.python_version(), sys.executable)"], {
      env: outsideAnyEnvironment(),
    });
    const [version = "", ...path] = answer.stdout.trim().split(" ");
    if (answer.code === 0 && atLeast(version, PYTHON_FLOOR)) return { version, file: path.join(" ") };
    if (answer.code === 0) seen.push(`${file} is ${version}`);
  }
  throw new Stop(
    `Python ${PYTHON_FLOOR.join(".")} or newer was not found${seen.length > 0 ? ` (${seen.join(", ")})` : ""}.`,
    "Install Python 3 (for example: apt-get install python3 python3-venv, or https://www.python.org) and run the command again.",
  );
}

/** The caller's environment without an activated Python environment. */
export function outsideAnyEnvironment() {
  const { VIRTUAL_ENV: _environment, PYTHONHOME: _home, PYTHONPATH: _path, ...rest } = process.env;
  return rest;
}

function atLeast(version, [major, minor]) {
  const [actualMajor = 0, actualMinor = 0] = version.split(".").map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}
