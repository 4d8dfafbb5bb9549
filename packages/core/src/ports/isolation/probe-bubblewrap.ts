import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../find-program.js";
import { bubblewrapArguments } from "./bubblewrap-arguments.js";
import { explainDenial, type IsolationProblem } from "./explain-denial.js";
import { type Bubblewrap, MOST_THREADS } from "./isolation.js";

const PATIENCE_MS = 5_000;

/** Says what it sees of the world outside: a file that is there, other processes, a place to write to. */
const LOOK = `
[ -e "$1" ] && echo sees-outside
[ -d /proc/self ] && [ $(ls -d /proc/[0-9]* | wc -l) -gt 6 ] && echo sees-processes
echo x 2>/dev/null >"$2/x" && echo writes-outside
(true) && echo ran`;

/** Runs a child in a sandbox and looks at what it could do. Gives how bubblewrap has to be called here, or why it cannot be. */
export async function probeBubblewrap(path: string): Promise<Bubblewrap | IsolationProblem> {
  if (process.platform !== "linux") {
    return { reason: `namespaces are a feature of Linux, and this is ${process.platform}` };
  }
  const file = findProgram("bwrap", path);
  if (file === null) {
    return { reason: "bubblewrap is not installed", fix: "sudo apt-get install -y bubblewrap" };
  }
  const outside = mkdtempSync(join(tmpdir(), "autotest-outside-"));
  try {
    writeFileSync(join(outside, "canary"), "");
    const countsProcesses = findProgram("prlimit", path) !== null && process.getuid?.() !== 0;
    const forms: readonly Bubblewrap[] = [true, false].flatMap((limitsSize) => [
      { file, limitsSize, ownProc: true, countsProcesses },
      { file, limitsSize, ownProc: true, countsProcesses: false },
      { file, limitsSize, ownProc: false, countsProcesses: false },
    ]);
    let first: string | null = null;
    for (const form of forms) {
      const problem = await tryOut(form, outside, path);
      if (problem === null) return form;
      first ??= problem;
    }
    return explainDenial(first ?? "");
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

/** Null when the sandbox holds, else what was said. */
function tryOut(form: Bubblewrap, outside: string, path: string): Promise<string | null> {
  const look = ["sh", "-c", LOOK, "sh", join(outside, "canary"), outside];
  const inner = form.countsProcesses ? ["prlimit", `--nproc=${MOST_THREADS}`, ...look] : look;
  const args = [
    ...bubblewrapArguments(form, { show: [], write: [], scratch: [], hide: [], home: "/tmp", cwd: "/" }),
    ...inner,
  ];
  return new Promise((resolve) => {
    execFile(form.file, args, { env: { PATH: path }, timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      if (error !== null) resolve(stderr.trim() || error.message);
      else
        resolve(stdout.trim() === "ran" ? null : `the sandbox does not hold: ${stdout.trim().replaceAll("\n", ", ")}`);
    });
  });
}

/** Whether the probe found a reason rather than a way. */
export function isIsolationProblem(found: Bubblewrap | IsolationProblem): found is IsolationProblem {
  return "reason" in found;
}
