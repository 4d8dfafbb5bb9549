import { spawn } from "node:child_process";
import { environment, root } from "./places.mjs";

/**
 * Runs a program and keeps its output; `show: true` passes the output on instead.
 * Gives `{ code, stdout, stderr, seconds }`; a program that cannot be started has code 127.
 */
export function run(file, args, { cwd = root, env = environment(), show = false } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    const kept = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name]?.setEncoding("utf8").on("data", (text) => {
        kept[name] += text;
      });
    }
    const finish = (code, problem = "") =>
      resolve({
        code,
        stdout: kept.stdout,
        stderr: kept.stderr + problem,
        seconds: (performance.now() - started) / 1000,
      });
    child.on("error", (error) => finish(127, String(error.message)));
    child.on("close", (code) => finish(code ?? 1));
  });
}

/** Like {@link run}, but a failure becomes a {@link Stop} that shows the end of the output. */
export async function must(what, file, args, options) {
  const result = await run(file, args, options);
  if (result.code === 0) return result;
  const output = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-25).join("\n");
  throw new Stop(
    `${what} failed (exit code ${result.code}).\n${output}`,
    `Run it yourself to see more: ${[file, ...args].join(" ")}`,
  );
}

/** An expected reason to end, with what to do about it; shown without a stack. */
export class Stop extends Error {
  constructor(message, hint) {
    super(hint === undefined ? message : `${message}\n  -> ${hint}`);
  }
}

/** Runs a script's main function; expected reasons to end are printed plainly and become exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
