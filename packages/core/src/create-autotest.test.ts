import { expect, it } from "vitest";
import type { Plugin } from "./contracts/index.js";
import { createAutotest } from "./create-autotest.js";

const picky: Plugin = {
  name: "autotest-engine-picky",
  version: "1.0.0",
  apiVersion: 1,
  engines: [{ id: "picky", async *propose() {} }],
  checkOptions: ({ size, ...others }) => [
    ...(typeof size === "number" ? [] : [{ key: "size", message: "must be a number" }]),
    ...Object.keys(others).map((key) => ({ key, message: "unknown setting" })),
  ],
};

it("refuses a configuration whose settings a plugin does not take, before anything runs", () => {
  const create = (options: object): unknown =>
    createAutotest({
      cwd: "/nowhere",
      config: { options: { "engine-picky": { ...options } } },
      configName: "autotest.yaml",
      plugins: [picky],
    });
  expect(() => create({ size: "big", colour: 1 })).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      issues: [
        { key: "options.engine-picky.size", message: "must be a number" },
        { key: "options.engine-picky.colour", message: "unknown setting" },
      ],
      message: expect.stringContaining("autotest.yaml: options.engine-picky.size: must be a number"),
    }),
  );
  expect(() => create({ size: 3 })).not.toThrow();
  expect(() => createAutotest({ cwd: "/nowhere", plugins: [picky] })).not.toThrow();
});
