import type { Isolation, Sandbox } from "./isolation.js";
import { isIsolationProblem, probeBubblewrap } from "./probe-bubblewrap.js";

/**
 * The highest level that works here and is wanted. Runs a child in a sandbox to find out, since a program that is installed
 * may still be denied. Never throws for a level that is missing: compare `level` with what was asked for.
 */
export async function chooseIsolation(sandbox: Sandbox, path: string): Promise<Isolation> {
  if (sandbox === "off") return { level: "L0 off", reason: "switched off by --sandbox off" };
  const found = await probeBubblewrap(path);
  return isIsolationProblem(found) ? { level: "L1 portable", ...found } : { level: "L2 namespaces", bubblewrap: found };
}
