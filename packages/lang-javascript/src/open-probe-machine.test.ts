import type { ScenarioResult } from "@autotest/core";
import { afterEach, expect, it } from "vitest";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

const TEXT = `
const os = require('node:os');
exports.who = () => os.userInfo().username;
exports.where = () => os.hostname();
exports.many = () => os.cpus().length;
exports.hour = (at) => new Date(at).getHours();
exports.utcHour = (at) => new Date(at).getUTCHours();
exports.folder = () => require('node:path').relative(process.cwd(), require('node:path').resolve('a'));
`;

it("is another machine in every other world, and the same again at home", async () => {
  opened = temporaryProject({ "package.json": "{}", "a.js": TEXT });
  const probe = await opened.probe("a.js");
  const batch = [
    ...[":who", ":where", ":many"].map((ref) => call(ref)),
    ...[":hour", ":utcHour"].map((ref) => call(ref, 0)),
    call(":folder"),
  ];
  const show = (results: readonly ScenarioResult[]) =>
    results.map(({ observation }) => observation?.outcome.kind === "returned" && observation.outcome.value);
  const home = show(await probe.run(batch));
  const tokyo = show(await probe.run(batch, { world: { epoch: 5, seed: 2 } }));
  const newYork = show(await probe.run(batch, { world: { epoch: 5, seed: 3 } }));
  const again = show(await probe.run(batch));
  await probe.close();
  expect(again).toEqual(home);
  expect(home.slice(3)).toEqual([0, 0, "a"]);
  expect(tokyo.slice(3)).toEqual([9, 0, "a"]);
  expect(newYork.slice(3)).toEqual([19, 0, "a"]);
  for (const at of [0, 1, 2]) expect(new Set([home[at], tokyo[at], newYork[at]]).size).toBeGreaterThan(1);
});
