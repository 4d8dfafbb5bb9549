import { afterEach, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

interface Document {
  readonly exitCode: number;
  readonly scores: {
    readonly after: { readonly honest: Score; readonly triaged: Score };
    readonly leftOut: { readonly triage: number; readonly accepted: number };
  };
  readonly mutants: readonly Mutant[];
  readonly warnings: readonly string[];
}

interface Score {
  readonly detected: number;
  readonly total: number;
}

interface Mutant {
  readonly id: string;
  readonly start: { readonly line: number };
  readonly replacement: string;
  readonly after: string;
  readonly code: string | null;
  readonly reason: string | null;
}

let project: TemporaryProject;
afterEach(() => project.remove());

const SHOP = `import logging
import sys

log = logging.getLogger(__name__)


def fee(amount):
    if sys.platform == "win32":
        return amount * 3
    log.info("asked")
    if amount == 7.25:
        amount = amount + 0
    return amount * 2
    print(amount)
`;

it("says of each mutant that stays why, and counts what a person accepts apart", async () => {
  project = new TemporaryProject().write({
    "package.json": "{}",
    "shop.py": SHOP,
    "tests/test_shop.py": "from shop import fee\n\n\ndef test_fee():\n    assert fee(1) > 0\n",
  });
  const first = await mutate("shop.py");
  const alive = first.mutants.filter(({ after }) => after === "Survived");
  expect(alive.every(({ code, reason }) => code !== null && (reason ?? "").length > 20)).toBe(true);
  const codes = (line: number): readonly unknown[] => [
    ...new Set(alive.filter(({ start }) => start.line === line).map(({ code }) => code)),
  ];
  expect(codes(9)).toEqual(["unreachable"]);
  expect(codes(10)).toEqual(["log-only"]);
  expect(codes(14)).toEqual(["unreachable"]);
  const { leftOut, after } = first.scores;
  expect(leftOut.triage).toBe(alive.filter(({ start }) => [9, 10, 14].includes(start.line)).length);
  expect(after.honest.total - after.triaged.total).toBe(leftOut.triage);

  // A change that nobody can see: adding nothing.
  const same = alive.find(({ start, code }) => start.line === 12 && code === "survives");
  const killed = first.mutants.find(({ start, after }) => start.line === 13 && after === "Killed");
  const accept = [same, killed].map((mutant) => ({ id: mutant?.id, reason: "half cents are never asked for" }));
  project.write({ "autotest.config.json": JSON.stringify({ mutate: { accept } }) });
  const second = await mutate("shop.py", "--no-search");
  expect(second.mutants.map(({ id }) => id)).toEqual(first.mutants.map(({ id }) => id));
  expect(second.mutants.find(({ id }) => id === same?.id)).toMatchObject({
    code: "accepted",
    reason: "half cents are never asked for",
  });
  expect(second.scores.leftOut.accepted).toBe(2);
});

const CART = `const RATE = 2 + 3;
const NAME = "cart";
const isList = Array.isArray || function (value) { return String(value) === ""; };
exports.fee = function fee(amount) {
  if (isList(amount)) return 0;
  return amount * RATE;
};
`;

it("kills what runs on import if its result shows, and says what cannot be shown", async () => {
  project = new TemporaryProject().write({
    "package.json": "{}",
    "cart.js": CART,
    "test/cart.js":
      'const assert = require("node:assert");\nconst { fee } = require("../cart.js");\nit("is free", () => assert.equal(fee(0), 0));\n',
  });
  project.linkStryker();
  const { mutants } = await mutate("cart.js");
  const on = (line: number): readonly Mutant[] => mutants.filter(({ start }) => start.line === line);
  expect(on(1).map(({ after }) => after)).toEqual(["Killed"]);
  expect(on(2).map(({ code }) => code)).toEqual(["import-time"]);
  expect(new Set(on(3).flatMap(({ code }) => code ?? []))).toEqual(new Set(["unreachable"]));
});

async function mutate(...args: readonly string[]): Promise<Document> {
  const ended = await project.autotest(["mutate", ...args, "--json"]);
  expect(ended.code, ended.stderr).toBe(0);
  return JSON.parse(ended.stdout) as Document;
}
