import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GenerateDocument, readDocument } from "../read-document.js";
import { cli, type Ended, withTools } from "../temporary-project.js";
import { casesFor, type Runner } from "./cases.js";
import { CANARY, HostileProject } from "./hostile-project.js";

/** All of the corpus, which takes minutes: `node scripts/hostile.mjs`. */
const all = process.env.AUTOTEST_HOSTILE === "all";
const doctor = spawnSync(process.execPath, [cli, "doctor", "--json"], { env: withTools(), encoding: "utf8" });
const { isolation } = JSON.parse(doctor.stdout) as { readonly isolation: string };
const LEVELS = [
  { level: "L1", sandbox: "auto", name: "L1 portable" },
  { level: "L2", sandbox: "require", name: "L2 namespaces" },
] as const;

for (const runner of ["pytest", "mocha"] as const satisfies readonly Runner[]) {
  for (const { level, sandbox, name } of LEVELS) {
    const missing = level === "L2" && !isolation.startsWith(name) ? ` (skipped: ${isolation})` : "";
    describe.skipIf(missing !== "" || process.platform !== "linux")(
      `hostile code, ${runner}, ${name}${missing}`,
      () => {
        const names = casesFor(runner, level, all);
        const hostile = new HostileProject();
        let before: { readonly [path: string]: string };
        let ended: Ended;
        let report: GenerateDocument;
        let seconds: number;

        beforeAll(async () => {
          await hostile.fill(runner, names);
          before = hostile.project.tree();
          const started = performance.now();
          ended = await hostile.generate(["--sandbox", sandbox, "--budget-seconds", "1"], level);
          seconds = (performance.now() - started) / 1000;
          report = readDocument(ended);
        }, 900_000);
        afterAll(() => hostile.remove());

        it("ends in time, at the level that was asked for", () => {
          expect(ended.signal).toBeNull();
          expect([0, 1]).toContain(ended.code);
          expect(report.isolation).toBe(name);
          expect(seconds).toBeLessThan(20 + names.length * 8);
        });

        it("has a verdict with a reason for every module", () => {
          for (const name of names) {
            const path = `${name}.${runner === "pytest" ? "py" : "js"}`;
            const skipped = report.skipped.find((one) => one.path === path);
            const file = report.files.find((one) => one.path === path);
            expect(skipped ?? file, path).toBeDefined();
            if (skipped) expect(skipped.reason, path).not.toBe("");
            for (const goal of report.goals.filter((one) => one.path === path && one.status === "open"))
              expect(goal.reason, `${path}:${goal.line}`).toMatch(/\w/);
          }
        });

        it("leaves the project, the home folder and the neighbours as they were", () => {
          const suites = report.suite.map(({ path }) => `project/${path}`);
          // What autotest itself keeps: results in the project, its own compiled code in the home folder.
          const own = /(^|\/)\.autotest$|^home\/\.cache\/autotest\/compiled$/;
          const after = Object.entries(hostile.project.tree(own)).filter(([path]) => !suites.includes(path));
          expect(Object.fromEntries(after)).toEqual(before);
        });

        it("leaves no process and no temporary file behind", () => {
          expect(hostile.processes()).toEqual([]);
          expect(readdirSync(hostile.temporary)).toEqual([]);
        });

        it("gives no secret away, and reaches nobody", () => {
          expect(ended.stdout).not.toContain(CANARY);
          expect(ended.stderr).not.toContain(CANARY);
          expect(hostile.leaks()).toEqual([]);
          expect(hostile.calls).toBe(0);
        });
      },
    );
  }
}
