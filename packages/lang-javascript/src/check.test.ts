import { expect, it } from "vitest";
import { check } from "./check.js";
import { temporaryProject } from "./testing/temporary-project.js";

it("names missing packages with one command", async () => {
  const made = temporaryProject({ "package.json": '{"dependencies":{"left":"1"}}', "pnpm-lock.yaml": "" });
  const checks = await check(made.project, made.ctx);
  await made.remove();
  expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
    ["Node", true],
    ["package.json", true],
    ["Installed packages", false],
  ]);
  expect(checks[2]).toMatchObject({ detail: "missing: left", fix: "pnpm install", required: false });
});

it("says when the configured Node is none", async () => {
  const made = temporaryProject({ "package.json": "{}" });
  const [node] = await check({ ...made.project, options: { "lang-javascript": { node: "/nowhere/node" } } }, made.ctx);
  await made.remove();
  expect(node).toMatchObject({ ok: false, detail: "/nowhere/node is no Node" });
});
