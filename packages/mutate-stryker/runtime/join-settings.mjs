// Settings of a project for its StrykerJS, joined with ours.

/** What a project says about how its tests run and what is never changed. The rest is ours to say. */
const KEPT = [
  ...[
    "buildCommand",
    "disableTypeChecks",
    "dryRunTimeoutMinutes",
    "ignorers",
    "ignorePatterns",
    "ignoreStatic",
    "jest",
  ],
  ...["maxTestRunnerReuse", "mochaOptions", "mutator", "plugins", "symlinkNodeModules", "testRunnerNodeArgs"],
  ...["timeoutFactor", "timeoutMS", "tsconfigFile", "vitest"],
];

/** Both; where they disagree, ours. Lists are put one behind the other, ours last. */
export function joinSettings(theirs, ours) {
  const isObject = typeof theirs === "object" && theirs !== null;
  const kept = Object.fromEntries(Object.entries(isObject ? theirs : {}).filter(([name]) => KEPT.includes(name)));
  const joined = { ...kept };
  for (const [name, value] of Object.entries(ours)) {
    const before = kept[name];
    if (Array.isArray(value) && Array.isArray(before)) joined[name] = [...new Set([...before, ...value])];
    else if (typeof value === "object" && typeof before === "object") joined[name] = { ...before, ...value };
    else joined[name] = value;
  }
  return joined;
}
