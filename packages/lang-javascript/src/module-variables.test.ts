import { expect, it } from "vitest";
import { call, temporaryProject } from "./testing/temporary-project.js";

const SOURCE = `const handlers = {};
const order = [];
const seen = new Map();
let total = 0;
function register(name, handler) { handlers[name] = handler; order.push(name); return order.length; }
function lookup(name) { return name in handlers ? handlers[name] : null; }
function add(amount) { total += amount; return total; }
function isNew(name) { const fresh = !seen.has(name); seen.set(name, true); return fresh; }
module.exports = { register, lookup, add, isNew };
`;

it("no scenario sees what an earlier one left in the variables of the module", async () => {
  const probe = await temporaryProject({ "package.json": "{}", "registry.js": SOURCE }).probe("registry.js");
  const batch = [
    call(":register", "a", 1),
    call(":lookup", "a"),
    call(":register", "a", 1),
    call(":add", 2),
    call(":add", 2),
  ];
  const results = await probe.run([...batch, call(":isNew", "a"), call(":isNew", "a")]);
  await probe.close();
  expect(results.map(({ observation }) => observation?.outcome)).toMatchObject(
    [1, null, 1, 2, 2, true, true].map((value) => ({ kind: "returned", value })),
  );
});

it("what a scenario does first is there for what it does then", async () => {
  const probe = await temporaryProject({ "package.json": "{}", "registry.js": SOURCE }).probe("registry.js");
  const first = { call: call(":register", "a", 1).act };
  const [found, later] = await probe.run([{ ...call(":lookup", "a"), arrange: [first] }, call(":lookup", "a")]);
  await probe.close();
  expect(found?.observation?.outcome).toMatchObject({ kind: "returned", value: 1 });
  expect(later?.observation?.outcome).toMatchObject({ kind: "returned", value: null });
});
