import type { Code, CodeScenario, Observation, Probe } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { pythonLanguage } from "./python-language.js";

const SOURCE = `import socket


class Cart:
    def __init__(self):
        self.items = []

    def add(self, price):
        if price < 0:
            raise ValueError("negative price")
        self.items.append(price)
        return len(self.items)


def label(n):
    if n > 10:
        return "many"
    return "few"


async def later(n):
    return n + 1


def forever():
    while True:
        pass


def call_home():
    socket.create_connection(("10.0.0.1", 80))
`;

function code(lines: readonly string[], more: Partial<Code> = {}): CodeScenario {
  const refs = { Cart: ":Cart", label: ":label", later: ":later", forever: ":forever", call_home: ":call_home" };
  const named = Object.fromEntries(Object.entries(refs).filter(([name]) => lines.some((line) => line.includes(name))));
  return { arrange: [], act: { kind: "code", lines, refs: named, ...more } };
}

async function withProbe<T>(use: (probe: Probe) => Promise<T>): Promise<T> {
  return withTestContext({ files: { "shop.py": SOURCE } }, async (ctx) => {
    const file = { path: "shop.py", text: SOURCE, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const opening = await pythonLanguage.openProbe({ project: ctx.project, file, analysis, seed: 1 }, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    try {
      return await use(opening.probe);
    } finally {
      await opening.probe.close();
    }
  });
}

function outcomes(...scenarios: readonly CodeScenario[]): Promise<readonly Observation[]> {
  return withProbe(async (probe) => (await probe.run(scenarios)).map(({ observation }) => observation!));
}

test("meets goals, and says where it failed", async () => {
  await withProbe(async (probe) => {
    const fine = code(["cart = Cart()", "cart.add(1)", "assert cart.add(2) == 2"]);
    const wrong = code(["text = label(11)", "if text:", '    assert text == "few"']);
    const [passed, failed] = await probe.run([fine, wrong]);
    expect(passed?.observation?.outcome).toEqual({ kind: "returned", value: null, via: "call" });
    const met = passed?.hit.map((index) => probe.opened.goals[index]?.unit);
    expect(new Set(met)).toEqual(new Set(["Cart", "Cart.add"]));
    expect(failed?.observation?.outcome).toMatchObject({ kind: "raised", type: "AssertionError", at: 2, line: 0 });
    expect(failed?.hit.length).toBeGreaterThan(0);
  });
});

test("imports what it names, of the standard library and of installed packages", async () => {
  const lines = [
    'with pytest.raises(ValueError, match="negative"):',
    "    Cart().add(Decimal(-1))",
    'assert os.path.join("a", "b") == "a/b"',
  ];
  const refs = { Cart: ":Cart", Decimal: "decimal:Decimal", "os.path": "os.path:", pytest: "pytest:" };
  const missing = code(["nowhere.go()"], { refs: { nowhere: "nowhere_at_all:" } });
  const [first, second] = await outcomes(code(lines, { refs }), missing);
  expect(first?.outcome.kind).toBe("returned");
  expect(second?.outcome).toMatchObject({ kind: "stopped", why: "arrange" });
});

test("awaits, and hands over what pytest would", async () => {
  const lines = ['(tmp_path / "a.txt").write_text("""one', 'two""")', 'monkeypatch.setenv("MODE", "fast")'];
  const more = { fixtures: ["tmp_path", "monkeypatch"], raw: [1], refs: { os: "os:" } } as const;
  const [awaited, fixed, after] = await outcomes(
    code(["assert await later(1) == 2"], { async: true }),
    code(
      [...lines, 'assert os.environ["MODE"] == "fast"', 'assert (tmp_path / "a.txt").read_text() == "one\\ntwo"'],
      more,
    ),
    code(['assert "MODE" not in os.environ'], { refs: { os: "os:" } }),
  );
  expect(awaited?.outcome).toMatchObject({ kind: "returned", via: "await" });
  expect(fixed?.outcome).toMatchObject({ kind: "returned" });
  expect(after?.outcome).toMatchObject({ kind: "returned" });
});

test("stands within walls and fuel like any scenario", async () => {
  const [endless, out, written, ended] = await outcomes(
    code(["forever()"]),
    code(["call_home()"]),
    code(['open("/autotest-escaped", "w").write("x")']),
    code(["os._exit(0)"], { refs: { os: "os:" } }),
  );
  expect(endless?.outcome).toMatchObject({ kind: "stopped", why: "fuel" });
  expect(out?.blocked).toEqual(["look up 10.0.0.1:80"]);
  expect(written?.blocked).toEqual(["write /autotest-escaped"]);
  expect(ended?.outcome).toMatchObject({ kind: "stopped", why: "exit" });
});

test("fails in its own assertion under the changes it notices", async () => {
  await withProbe(async (probe) => {
    const mutants = (await probe.mutants?.()) ?? [];
    const boundary = mutants.find(({ unit, operator }) => unit === "label" && operator === "boundary")!;
    const sharp = code(['assert label(10) == "few"']);
    const blunt = code(['assert label(3) == "few"']);
    const [reached] = await probe.run([sharp], { reach: true });
    expect(reached?.reached).toContain(boundary.index);
    const under = await probe.run([sharp, blunt], { mutant: boundary.index });
    expect(under.map(({ observation }) => observation?.outcome.kind)).toEqual(["raised", "returned"]);
    expect(under[0]?.observation?.outcome).toMatchObject({ type: "AssertionError", at: 0 });
  });
});

test("tells by spoiled results whether a test says anything about them", async () => {
  await withProbe(async (probe) => {
    const raises = { pytest: "pytest:" };
    const spoil = async (ref: string, lines: readonly string[], more: Partial<Code> = {}): Promise<string> => {
      const [result] = await probe.run([code(lines, more)], { spoil: ref });
      const { outcome } = result?.observation ?? {};
      expect(result?.hit).toEqual([]);
      return `${result?.spoiled ? "spoiled" : "as it is"}, ${outcome?.kind === "raised" ? outcome.type : outcome?.kind}`;
    };
    expect(await spoil(":label", ['assert label(1) == "few"'])).toBe("spoiled, AssertionError");
    expect(await spoil(":label", ["assert label(1) or True"])).toBe("spoiled, returned");
    expect(await spoil(":Cart.add", ["assert Cart().add(1) == 1"])).toBe("spoiled, AssertionError");
    expect(await spoil(":Cart", ["assert Cart().items == []"])).toBe("spoiled, AttributeError");
    expect(await spoil(":later", ["assert await later(1) == 2"], { async: true })).toBe("spoiled, AssertionError");
    const throwing = ["with pytest.raises(ValueError):", "    Cart().add(-1)"];
    expect(await spoil(":Cart.add", throwing, { refs: { Cart: ":Cart", ...raises } })).toBe("spoiled, Failed");
    expect(await spoil(":nothing.here", ['assert label(1) == "few"'])).toBe("as it is, returned");
    // Everything is as before.
    const [after] = await probe.run([code(['assert label(1) == "few"', "assert Cart().add(1) == 1"])]);
    expect(after?.observation?.outcome.kind).toBe("returned");
  });
});
