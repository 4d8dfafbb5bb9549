import { afterEach, expect, it } from "vitest";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

const TEXT = `
const crypto = require('node:crypto');
const fs = require('node:fs/promises');
const { promisify } = require('node:util');
exports.derive = async () => (await promisify(crypto.pbkdf2)('a', 'b', 300_000, 64, 'sha512')).length;
exports.read = async () => {
  const late = new Promise((resolve) => setTimeout(resolve, 1, 'late'));
  return Promise.race([fs.readFile('a', 'utf8'), late]);
};
exports.chain = async () => {
  await new Promise((resolve) => setTimeout(resolve, 10));
  await fs.readFile('a', 'utf8');
  await new Promise((resolve) => setTimeout(resolve, 10));
  return 'done';
};
exports.never = () => new Promise(() => {});
exports.open = () => {
  const { port1 } = new MessageChannel();
  port1.onmessage = () => {};
  return new Promise(() => {});
};
`;

it("waits for what is under way, and for nothing else", async () => {
  opened = temporaryProject({ "package.json": "{}", "a.js": TEXT });
  const probe = await opened.probe("a.js");
  const names = [":derive", ":read", ":chain", ":never", ":open", ":never"];
  const results = await probe.run(names.map((ref) => ({ surroundings: { files: { a: "text" } }, ...call(ref) })));
  await probe.close();
  expect(
    results.map(({ observation }) => {
      const outcome = observation?.outcome;
      return outcome?.kind === "returned" ? outcome.value : outcome?.kind === "stopped" && outcome.why;
    }),
  ).toEqual([64, "text", "done", "pending", "pending", "pending"]);
});
