import { readFileSync } from "node:fs";

/** Why a level is out of reach, and what would help. */
export interface IsolationProblem {
  readonly reason: string;
  /** One command. */
  readonly fix?: string;
}

const APPARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const DEBIAN = "/proc/sys/kernel/unprivileged_userns_clone";
const MOST = "/proc/sys/user/max_user_namespaces";

/** Turns what bubblewrap said into a reason a person can act on. `read` gives the text of a file of the system, or null. */
export function explainDenial(said: string, read: (path: string) => string | null = readSetting): IsolationProblem {
  const words = said.split("\n").find((line) => line.startsWith("bwrap:")) ?? said.split("\n")[0] ?? "";
  const denied = /uid map|new namespace|RTM_NEWADDR|Operation not permitted|Permission denied|No space left/i.test(
    said,
  );
  if (denied && read(APPARMOR) === "1") {
    return {
      reason: `AppArmor denies user namespaces to programs without a profile (Ubuntu 24.04 and newer do so): ${words}`,
      fix: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    };
  }
  if (denied && read(DEBIAN) === "0") {
    return {
      reason: `user namespaces are switched off for ordinary users: ${words}`,
      fix: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    };
  }
  if (denied && read(MOST) === "0") {
    return {
      reason: `no user namespace is allowed here: ${words}`,
      fix: "sudo sysctl -w user.max_user_namespaces=10000",
    };
  }
  if (denied) {
    return {
      reason: `the system, or the container around it, denies namespaces: ${words}`,
      fix: "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined ...",
    };
  }
  return { reason: `bubblewrap does not work here: ${words || "it said nothing"}` };
}

function readSetting(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}
