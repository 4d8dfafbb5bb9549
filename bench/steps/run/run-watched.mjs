import { spawn } from "node:child_process";
import { watchMemory } from "./watch-memory.mjs";

const SAMPLE_MS = 250;

/** Runs a program and watches the memory of all its processes. Gives `{ code, stdout, stderr, seconds, megabytes }`. */
export function runWatched(file, args, { cwd, env }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const kept = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"])
      child[name].setEncoding("utf8").on("data", (text) => {
        kept[name] += text;
      });
    const endWatch = watchMemory(child.pid, SAMPLE_MS);
    child.on("close", (code) => {
      const megabytes = endWatch();
      const seconds = (performance.now() - began) / 1000;
      resolve({ code, ...kept, seconds, megabytes });
    });
  });
}
