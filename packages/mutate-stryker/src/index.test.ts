import { fileURLToPath } from "node:url";
import { registerTests, testPlugin, withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import plugin, { stryker } from "./index.js";

registerTests(test, testPlugin(plugin, { folder: fileURLToPath(new URL("..", import.meta.url)) }));

test("a run says that it is not available yet, and gives no report", () =>
  withTestContext({}, async (context) => {
    const run = await stryker.run({ project: context.project, layout: {} as never, files: [] }, context);
    expect(run).toMatchObject({ ok: false, problem: { code: "not-available-yet" } });
    expect(run).not.toHaveProperty("report");
  }));
