import type { MochaDetails } from "./details.js";

/** How strictly the code under test can be held. */
export interface Isolation {
  readonly flags: readonly string[];
  /** Why Node's permission model cannot be used; null when it is. */
  readonly weaker: string | null;
}

/** Flags of Node's permission model: everything may be read, only `writable` folders written, no child processes. */
export function isolationFor(
  details: MochaDetails,
  writable: readonly string[],
  nodeFlags: readonly string[],
): Isolation {
  const known = process.allowedNodeEnvironmentFlags;
  const flag = known.has("--permission") ? "--permission" : "--experimental-permission";
  if (!known.has(flag)) return { flags: [], weaker: `Node ${process.version} has no permission model` };
  if (details.typescript !== null && details.typescript !== "node" && details.typescript !== "ts-node") {
    return {
      flags: [],
      weaker: `${details.typescript} starts a compiler process, which Node's permission model would refuse`,
    };
  }
  const loader = nodeFlags.find((one) => /^--(import|loader|experimental-loader)\b/.test(one));
  if (loader !== undefined && details.typescript !== "node")
    return { flags: [], weaker: `${loader} may need what Node's permission model refuses` };
  // Only with the slash: Node 20 aborts when one allowed path is the beginning of another.
  const folders = writable.map((folder) => `--allow-fs-write=${folder}/`);
  const further = ["--allow-net", "--allow-inspector"].filter((one) => known.has(one));
  return {
    flags: [
      flag,
      "--allow-fs-read=*",
      ...folders,
      "--allow-worker",
      ...further,
      "--disable-warning=ExperimentalWarning",
      "--disable-warning=SecurityWarning",
    ],
    weaker: null,
  };
}
