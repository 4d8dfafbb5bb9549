import { afterEach, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

interface Document {
  readonly mutants: readonly { readonly kill: object | null; readonly code: string | null }[];
  readonly suites: readonly unknown[];
  readonly warnings: readonly string[];
}

// Some of its mutants leave a file behind, after which the code gives other results, mutant or not.
const LEAVING = `import os

MARK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mark")


def fee(amount):
    if amount < -1000000:
        with open(MARK, "w") as file:
            file.write("x")
    if os.path.exists(MARK):
        return 0
    return amount * 2 + 5
`;

it("believes no kill of a file whose unchanged copy is killed as well", async () => {
  project = new TemporaryProject().write({
    "package.json": "{}",
    "shop.py": LEAVING,
    "tests/test_shop.py": "from shop import fee\n\n\ndef test_fee():\n    assert fee(-2000000) < 1\n",
  });
  const before = project.tree(/\.autotest|__pycache__|\.pytest_cache/);
  const ended = await project.autotest(["mutate", "shop.py", "--json"]);
  expect(ended.code, ended.stderr).toBe(0);
  const { mutants, suites, warnings } = JSON.parse(ended.stdout) as Document;
  expect(mutants.filter(({ kill }) => kill !== null)).toEqual([]);
  expect(mutants.some(({ code }) => code === "distrusted")).toBe(true);
  expect(warnings.join("\n")).toContain("one of the mutants left something behind; no kill in it is believed");
  expect(suites).toEqual([]);
  expect(project.tree(/\.autotest|__pycache__|\.pytest_cache/)).toEqual(before);
});
