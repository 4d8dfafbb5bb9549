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

it("awaits what only those who await can iterate", async () => {
  const text = `
exports.later = (last) => ({ async *[Symbol.asyncIterator]() { for (let n = 1; n <= last; n++) yield n; } });
exports.list = () => ({ held: [1], *[Symbol.iterator]() { yield* this.held; } });
`;
  opened = temporaryProject({ "package.json": "{}", "a.js": text });
  const probe = await opened.probe("a.js");
  const results = await probe.run([call(":later", 3), call(":later", 50), call(":list")]);
  await probe.close();
  expect(results.map(({ observation }) => observation?.outcome)).toMatchObject([
    { kind: "returned", via: "await-iterate", value: [1, 2, 3] },
    { kind: "returned", via: "await-iterate", more: true },
    { kind: "returned", via: "call" },
  ]);
});
