import type { Code, CodeScenario, Observation } from "@autotest/core";
import { afterEach, expect, it } from "vitest";
import { type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

const SOURCE = `import { connect } from "node:net";

export class Cart {
  items = [];
  add(price) {
    if (price < 0) throw new RangeError("negative price");
    this.items.push(price);
    return this.items.length;
  }
}

export default function label(n) {
  if (n > 10) return "many";
  return "few";
}

export async function later(n) {
  return new Promise((resolve) => setTimeout(() => resolve(n + 1), 500));
}

export function forever() {
  for (;;) {}
}

export function callHome() {
  connect(80, "10.0.0.1");
}
`;

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

const REFS = {
  Cart: ":Cart",
  label: ":default",
  later: ":later",
  forever: ":forever",
  callHome: ":callHome",
  assert: "node:assert/strict:default",
};

function code(lines: readonly string[], more: Partial<Code> = {}): CodeScenario {
  const named = Object.fromEntries(Object.entries(REFS).filter(([name]) => lines.some((line) => line.includes(name))));
  return { arrange: [], act: { kind: "code", lines, refs: named, ...more } };
}

function open() {
  opened = temporaryProject({ "package.json": '{"type":"module"}', "shop.js": SOURCE });
  return opened.probe("shop.js");
}

async function outcomes(...scenarios: readonly CodeScenario[]): Promise<readonly Observation[]> {
  const probe = await open();
  const results = await probe.run(scenarios);
  await probe.close();
  return results.map(({ observation }) => observation!);
}

it("meets goals, and says where it failed", async () => {
  const probe = await open();
  const fine = code(["const cart = new Cart();", "cart.add(1);", "assert.equal(cart.add(2), 2);"]);
  const wrong = code(["const text = label(11);", "if (text) {", '  assert.equal(text, "few");', "}"]);
  const [passed, failed] = await probe.run([fine, wrong]);
  await probe.close();
  expect(passed?.observation?.outcome).toEqual({ kind: "returned", value: { $: "undefined" }, via: "call" });
  const met = passed?.hit.map((index) => probe.opened.goals[index]?.unit);
  expect(met).toContain("Cart.add");
  expect(failed?.observation?.outcome).toMatchObject({ kind: "raised", type: "AssertionError", at: 2 });
});

it("imports what it names, and awaits on the virtual clock", async () => {
  const refs = { ...REFS, join: "node:path:join", EventEmitter: "node:events:EventEmitter" };
  const [first, awaited, missing] = await outcomes(
    code(
      [
        'assert.throws(() => new Cart().add(-1), { name: "RangeError" });',
        'assert.equal(join("a", "b"), "a/b");',
        "assert.equal(new EventEmitter().listenerCount(`a",
        "b`), 0);",
      ],
      { refs, raw: [3] },
    ),
    code(["assert.equal(await later(1), 2);"], { async: true }),
    code(["nowhere();"], { refs: { nowhere: "nowhere-at-all:default" } }),
  );
  expect(first?.outcome.kind).toBe("returned");
  expect(awaited?.outcome).toMatchObject({ kind: "returned", via: "await" });
  expect(missing?.outcome).toMatchObject({ kind: "stopped", why: "arrange" });
});

it("stands within walls and fuel like any scenario", async () => {
  const [endless, spinning, out, ended, broken] = await outcomes(
    code(["forever();"]),
    code(["for (;;) {}"]),
    code(["callHome();"]),
    code(["process.exit(0);"]),
    code(["this is no code"]),
  );
  expect(endless?.outcome).toMatchObject({ kind: "stopped", why: "fuel" });
  expect(spinning?.outcome).toMatchObject({ kind: "stopped", why: "time" });
  expect(out?.outcome).toMatchObject({ kind: "stopped", why: "blocked" });
  expect(ended?.outcome).toMatchObject({ kind: "stopped", why: "exit" });
  expect(broken?.outcome).toMatchObject({ kind: "stopped", why: "arrange" });
});

it("fails in its own assertion under the changes it notices", async () => {
  const probe = await open();
  const mutants = (await probe.mutants?.()) ?? [];
  const boundary = mutants.find(({ operator, original }) => operator === "boundary" && original.includes("10"))!;
  const sharp = code(['assert.equal(label(10), "few");']);
  const blunt = code(['assert.equal(label(3), "few");']);
  const [reached] = await probe.run([sharp], { reach: true });
  expect(reached?.reached).toContain(boundary.index);
  const under = await probe.run([sharp, blunt], { mutant: boundary.index });
  await probe.close();
  expect(under.map(({ observation }) => observation?.outcome.kind)).toEqual(["raised", "returned"]);
  expect(under[0]?.observation?.outcome).toMatchObject({ type: "AssertionError", at: 0 });
});

it("tells by spoiled results whether a test says anything about them", async () => {
  const probe = await open();
  const spoil = async (ref: string, lines: readonly string[], more: Partial<Code> = {}): Promise<string> => {
    const [result] = await probe.run([code(lines, more)], { spoil: ref });
    const { outcome } = result?.observation ?? {};
    expect(result?.hit).toEqual([]);
    return `${result?.spoiled ? "spoiled" : "as it is"}, ${outcome?.kind === "raised" ? outcome.type : outcome?.kind}`;
  };
  expect(await spoil(":default", ['assert.equal(label(1), "few");'])).toBe("spoiled, AssertionError");
  expect(await spoil(":default", ["assert.ok(label(1) || true);"])).toBe("spoiled, returned");
  expect(await spoil(":Cart.add", ["assert.equal(new Cart().add(1), 1);"])).toBe("spoiled, AssertionError");
  expect(await spoil(":Cart", ["assert.deepEqual(new Cart().items, []);"])).toBe("spoiled, AssertionError");
  expect(await spoil(":later", ["assert.equal(await later(1), 2);"], { async: true })).toBe("spoiled, AssertionError");
  const throwing = ["assert.throws(() => new Cart().add(-1), RangeError);"];
  expect(await spoil(":Cart.add", throwing)).toBe("spoiled, AssertionError");
  expect(await spoil(":nothing.here", ['assert.equal(label(1), "few");'])).toBe("as it is, returned");
  const whole = { refs: { shop: ":", assert: REFS.assert } };
  expect(await spoil(":later", ['assert.equal(shop.default(1), "few");'], whole)).toBe("as it is, returned");
  // Everything is as before.
  const [after] = await probe.run([code(['assert.equal(label(1), "few");', "assert.equal(new Cart().add(1), 1);"])]);
  await probe.close();
  expect(after?.observation?.outcome.kind).toBe("returned");
});
