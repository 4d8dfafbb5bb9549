import { withTestContext } from "@autotest/core/testing";
import { expect, test } from "vitest";
import { pythonLanguage } from "./python-language.js";

const SOURCE = `import logging

log = logging.getLogger(__name__)
seen = []
counts = {"a": {"b": 1}}
total = 0


class Shop:
    open = [True]


def change(name):
    global total
    log.debug("x")
    seen.append(name)
    counts["a"]["b"] += 1
    counts[name] = {}
    total += 1
    Shop.open.append(False)
    Shop.name = name
    return [len(seen), counts["a"]["b"], len(counts), total, len(Shop.open)]
`;

test("what a batch changed in the module is put back before the next one", async () => {
  await withTestContext({ files: { "shop.py": SOURCE } }, async (ctx) => {
    const file = { path: "shop.py", text: SOURCE, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const opening = await pythonLanguage.openProbe({ project: ctx.project, file, analysis, seed: 1 }, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    const { probe } = opening;
    const scenario = { arrange: [], act: { kind: "function", ref: ":change", args: ["x"] } } as const;
    for (const _ of [1, 2, 3]) {
      const [result] = await probe.run([scenario]);
      expect(result?.observation?.outcome).toMatchObject({ kind: "returned", value: [1, 2, 2, 1, 2] });
    }
    await probe.close();
  });
});
