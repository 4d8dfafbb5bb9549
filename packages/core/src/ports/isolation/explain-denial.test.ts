import { expect, it } from "vitest";
import { explainDenial } from "./explain-denial.js";

const APPARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const settings =
  (values: { readonly [path: string]: string } = {}) =>
  (path: string): string | null =>
    values[path] ?? null;

it.each([
  ["bwrap: setting up uid map: Permission denied", { [APPARMOR]: "1" }, /AppArmor.*Permission denied/, /apparmor_/],
  ["bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", { [APPARMOR]: "1" }, /AppArmor/, /apparmor_/],
  [
    "bwrap: No permissions to create new namespace, likely because ...",
    { "/proc/sys/kernel/unprivileged_userns_clone": "0" },
    /switched off for ordinary users/,
    /unprivileged_userns_clone=1/,
  ],
  [
    "bwrap: Creating new namespace failed: No space left on device",
    { "/proc/sys/user/max_user_namespaces": "0" },
    /no user namespace is allowed/,
    /max_user_namespaces/,
  ],
  ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", {}, /container/, /seccomp/],
])("%s", (said, values, reason, fix) => {
  const problem = explainDenial(said, settings(values));
  expect(problem.reason).toMatch(reason);
  expect(problem.fix).toMatch(fix);
});

it("names no fix for what it does not know", () => {
  expect(explainDenial("bwrap: Unknown option --unshare-user\nmore", settings())).toEqual({
    reason: "bubblewrap does not work here: bwrap: Unknown option --unshare-user",
  });
  expect(explainDenial("", settings()).reason).toMatch(/said nothing/);
});
