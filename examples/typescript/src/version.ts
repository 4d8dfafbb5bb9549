import { readFile } from "node:fs/promises";

/** A version of three numbers, with an optional pre-release tag. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly tag: string | null;
}

/** Reads `1.2.3`, `v1.2` or `2.0.0-beta.1`; null when it is none. */
export function parseVersion(text: string): Version | null {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, major, minor = "0", patch = "0", tag = null] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), tag };
}

/** Negative when `a` is older than `b`. A tagged version is older than the same one without a tag. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (numbers !== 0) return numbers;
  if (a.tag === b.tag) return 0;
  if (a.tag === null) return 1;
  if (b.tag === null) return -1;
  return a.tag < b.tag ? -1 : 1;
}

/** Whether a version fits a range: `^1.2.3`, `~1.2`, `>=1.0.0`, `<2`, several with blanks between, or `a || b`. */
export function satisfies(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  if (parsed === null) throw new TypeError(`not a version: ${version}`);
  return range.split("||").some((alternative) => {
    const conditions = alternative.trim().split(/\s+/);
    return conditions.every((condition) => fits(parsed, condition));
  });
}

function fits(version: Version, condition: string): boolean {
  if (condition === "" || condition === "*") return true;
  const operator = /^(\^|~|>=|<=|>|<|=)?/.exec(condition)?.[1] ?? "=";
  const base = parseVersion(condition.replace(/^[\^~<>=]+/, ""));
  if (base === null) throw new TypeError(`not a range: ${condition}`);
  const order = compareVersions(version, base);
  switch (operator) {
    case "^":
      return order >= 0 && (base.major > 0 ? version.major === base.major : version.major === 0 && version.minor === base.minor);
    case "~":
      return order >= 0 && version.major === base.major && version.minor === base.minor;
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    default:
      return order === 0;
  }
}

/** The next version for a change: `major`, `minor` or `patch`. */
export function bump(version: Version, part: "major" | "minor" | "patch"): Version {
  if (part === "major") return { major: version.major + 1, minor: 0, patch: 0, tag: null };
  if (part === "minor") return { ...version, minor: version.minor + 1, patch: 0, tag: null };
  return version.tag === null ? { ...version, patch: version.patch + 1 } : { ...version, tag: null };
}

/** The version that a package manifest on disk states. */
export async function versionOf(manifest: string): Promise<Version | null> {
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version?: string };
  return version === undefined ? null : parseVersion(version);
}

/** Asks a server for the newest version of a package. */
export async function latestVersion(server: string, name: string): Promise<Version | null> {
  const response = await fetch(`${server}/${encodeURIComponent(name)}/latest`);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const { version } = (await response.json()) as { version: string };
  return parseVersion(version);
}
