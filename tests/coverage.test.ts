import { afterAll, describe, expect, it } from "vitest";
import { TemporaryProject } from "./temporary-project.js";

interface LookDocument {
  readonly exitCode: number;
  readonly totals: { readonly goals: number; readonly goalsMet: number; readonly goalsOpen: number };
  readonly thresholds: readonly { readonly name: string; readonly met: boolean }[];
  readonly goals: readonly { readonly unit: string; readonly status: string; readonly code: string | null }[];
}

describe.each([
  { example: "python" as const, path: "billing/duration.py", tested: "parse_duration" },
  { example: "typescript" as const, path: "src/money.ts", tested: "Money" },
])("coverage of examples/$example", ({ example, path, tested }) => {
  const project = new TemporaryProject().copyExample(example);
  afterAll(() => project.remove());

  const look = async (...args: readonly string[]): Promise<LookDocument> => {
    const { stdout, stderr } = await project.autotest([...args, path, "--json"]);
    expect(stdout, stderr).not.toBe("");
    return JSON.parse(stdout) as LookDocument;
  };

  it("says what the tests that are there leave open, and what is within reach; and writes nothing", async () => {
    const before = project.tree();
    const { totals, goals } = await look("coverage");
    expect(totals.goalsOpen).toBeGreaterThan(10);
    expect(totals.goalsMet, `${tested} has a test by hand`).toBeGreaterThan(0);
    expect(goals.filter(({ code }) => code === "within-reach").length).toBeGreaterThan(10);
    expect(project.tree(/\.autotest/)).toEqual(before);
  });

  it("only measures without the search", async () => {
    const { goals } = await look("coverage", "--no-search");
    expect(new Set(goals.map(({ code }) => code))).toEqual(new Set([null, "untested"]));
  });

  it("check fails on too little, passes after --fill", async () => {
    const gate = ["check", "--min-coverage", "90"];
    expect(await look(...gate)).toMatchObject({ exitCode: 1, thresholds: [{ name: "min-coverage", met: false }] });
    const filled = await project.autotest(["coverage", "--fill", path]);
    expect(filled.code, filled.stderr).toBe(0);
    expect(await look(...gate)).toMatchObject({ exitCode: 0, thresholds: [{ name: "min-coverage", met: true }] });
  });
});
