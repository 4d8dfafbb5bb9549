import { constants } from "node:fs";
import { access } from "node:fs/promises";
import type { Check, PluginSummary } from "@autotest/core";
import { VERSION } from "./version.js";

const LEAST_NODE: readonly [number, number] = [20, 19];

/** What the checks look at. */
export interface MachineSituation {
  readonly root: string;
  /** The configuration file, if there is one. */
  readonly source: string | null;
  /** The user's own, absolute, if there is one. */
  readonly userSource: string | null;
  readonly plugins: readonly PluginSummary[];
}

/** Checks of what the command line itself stands on. */
export async function machineChecks({
  root,
  source,
  userSource,
  plugins,
}: MachineSituation): Promise<readonly Check[]> {
  return [
    { name: "autotest", ok: true, detail: VERSION },
    nodeCheck(process.versions.node),
    {
      name: "Configuration",
      ok: true,
      detail:
        [source, userSource].filter((one) => one !== null).join(", and your own: ") ||
        "none: defaults are used (autotest init writes one)",
    },
    {
      name: "Plugins",
      ok: true,
      detail: plugins.map(({ name, version }) => `${name} ${version}`).join(", ") || "none",
    },
    await writeCheck(root),
  ];
}

/** Whether this version of Node is new enough. */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return ok
    ? { name: "Node", ok, detail: version }
    : {
        name: "Node",
        ok,
        detail: `${version} is too old: ${LEAST_NODE.join(".")} or newer is needed`,
        fix: "npm install -g n && n 22",
      };
}

async function writeCheck(root: string): Promise<Check> {
  const name = "Write access";
  try {
    await access(root, constants.W_OK);
    return { name, ok: true, detail: "the project folder can be written to" };
  } catch {
    return {
      name,
      ok: false,
      detail: "the project folder cannot be written to",
      fix: "autotest generate --dry-run",
      required: false,
    };
  }
}
