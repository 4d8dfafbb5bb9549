import { expect, test } from "vitest";
import { type Versions, versionFault } from "./known-faults.js";
import { strykerVersionFor } from "./runners.js";

function faultOf(node: string, core: string, framework: string, runner = core, wantsCore = runner): string | null {
  const [name = "", version = ""] = framework.split("@");
  const versions: Versions = {
    node,
    core,
    runner: { name: `@stryker-mutator/${name}-runner`, version: runner, wantsCore },
    framework: { name, version },
  };
  return versionFault(versions);
}

test.each([
  ["20.20.2", "9.6.1", "mocha@11.8.0"],
  ["22.12.0", "9.6.1", "mocha@10.0.0"],
  ["22.12.0", "10.0.0", "mocha@12.0.3"],
  ["20.20.2", "9.6.1", "vitest@4.1.12"],
  ["24.0.0", "10.1.1", "vitest@5.0.1"],
  ["24.0.0", "10.1.1", "jest@31.0.0"],
])("Node %s, StrykerJS %s and %s fit", (node, core, framework) => {
  expect(faultOf(node, core, framework)).toBeNull();
});

test.each([
  ["20.20.2", "9.6.0", "mocha@11.8.0", "StrykerJS 9.6.0 is installed; 9.6.1 and later of 9, and 10 can be used"],
  ["24.0.0", "11.0.0", "mocha@11.8.0", "StrykerJS 11.0.0 is installed; 9.6.1 and later of 9, and 10 can be used"],
  ["20.20.2", "10.0.0", "mocha@11.8.0", "StrykerJS 10.0.0 needs Node 22; this is 20.20.2"],
  ["20.20.2", "9.6.1", "mocha@12.0.3", "mocha 12.0.3 is newer than what StrykerJS 9.6.1 can run"],
  ["24.0.0", "10.0.0", "vitest@5.0.1", "vitest 5.0.1 is newer than what StrykerJS 10.0.0 can run"],
])("Node %s, StrykerJS %s and %s do not", (node, core, framework, message) => {
  expect(faultOf(node, core, framework)).toBe(message);
});

test("core and runner are one set", () => {
  expect(faultOf("24.0.0", "10.1.1", "mocha@11.8.0", "10.0.0")).toBe(
    "@stryker-mutator/mocha-runner 10.0.0 belongs to StrykerJS 10.0.0, but 10.1.1 is installed",
  );
});

test("the version to install fits Node and the framework", () => {
  const runner = (id: "mocha" | "vitest") => ({ id, package: `@stryker-mutator/${id}-runner`, framework: id });
  expect(strykerVersionFor("20.19.0", runner("vitest"))).toBe("9.6.1");
  expect(strykerVersionFor("22.1.0", runner("mocha"))).toBe("10.0.0");
  expect(strykerVersionFor("24.1.0", runner("vitest"))).toBe("10.1.1");
});
