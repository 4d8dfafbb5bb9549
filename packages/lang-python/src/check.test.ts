import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { check } from "./check.js";

test("says which Python, which version and where it was found", async () => {
  await withTestContext({}, async (ctx) => {
    const [answer] = await check(ctx.project, ctx);
    expect(answer).toMatchObject({ ok: true, name: "Python interpreter" });
    expect(answer?.detail).toMatch(/^3\.\d+\.\d+ at \/.* \(from PATH\)$/);
  });
});

test("an interpreter that was named and does not run is said, with the fix", async () => {
  const options = { "lang-python": { interpreter: "/nowhere/python" } };
  await withTestContext({ options }, async (ctx) => {
    const [answer] = await check(ctx.project, ctx);
    expect(answer).toMatchObject({ ok: false });
    expect(answer?.detail).toContain("/nowhere/python");
  });
});
