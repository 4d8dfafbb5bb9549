import { treeMemory } from "./tree-memory.mjs";

const MEGABYTE = 1024 * 1024;

/** Looks at the memory of a process and all below it, every so many milliseconds. Gives what ends it and tells the most seen, in megabytes. */
export function watchMemory(pid, every) {
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, treeMemory(pid));
  }, every);
  return () => {
    clearInterval(sampler);
    return Math.round(peak / MEGABYTE);
  };
}
