import type { MochaDetails } from "./details.js";

/** How strictly the code under test can be held. */
export interface Isolation {
  /** Whether Node's permission model holds it. */
  readonly restricted: boolean;
  /** Why it cannot; null when it does. */
  readonly weaker: string | null;
}

const KNOWN = process.allowedNodeEnvironmentFlags;
const FLAG = KNOWN.has("--permission") ? "--permission" : "--experimental-permission";

/** Whether tests with these flags for node can be run under Node's permission model. */
export function isolationFor(details: MochaDetails, nodeFlags: readonly string[]): Isolation {
  if (!KNOWN.has(FLAG)) return { restricted: false, weaker: `Node ${process.version} has no permission model` };
  if (details.typescript !== null && details.typescript !== "node" && details.typescript !== "ts-node") {
    return {
      restricted: false,
      weaker: `${details.typescript} starts a compiler process, which Node's permission model would refuse`,
    };
  }
  const loader = nodeFlags.find((one) => /^--(import|loader|experimental-loader)\b/.test(one));
  if (loader !== undefined && details.typescript !== "node")
    return { restricted: false, weaker: `${loader} may need what Node's permission model refuses` };
  return { restricted: true, weaker: null };
}

/** Flags of Node's permission model: everything may be read, only `writable` folders written, no child processes. */
export function permissionFlags(writable: readonly string[]): string[] {
  // Only with the slash: Node 20 aborts when one allowed path is the beginning of another.
  const folders = writable.map((folder) => `--allow-fs-write=${folder}/`);
  const further = ["--allow-net", "--allow-inspector"].filter((one) => KNOWN.has(one));
  return [
    FLAG,
    "--allow-fs-read=*",
    ...folders,
    "--allow-worker",
    ...further,
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
  ];
}
