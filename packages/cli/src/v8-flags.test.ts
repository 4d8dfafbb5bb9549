import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { v8Flags } from "./v8-flags.js";

it("sets what this V8 knows", () => {
  const known = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  const names = v8Flags(process.versions.node).map((flag) => flag.replace(/=.*/, ""));
  expect(names.filter((name) => !known.includes(`${name} (`))).toEqual([]);
});

it("says nothing to newer versions that they complain about", () => {
  expect(v8Flags("20.19.0").join()).toContain("interrupt-budget");
  expect(v8Flags("22.0.0")).toEqual(v8Flags("26.10.0"));
  expect(v8Flags("24.21.0").join()).not.toContain("interrupt-budget");
});
