import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject, runCli, type TestProject } from "./fixtures/run-cli.js";
import { documentSchema } from "./output/json/document-schema.js";
import type { DoctorDocument, ErrorDocument, GenerateDocument } from "./output/json/documents.js";

/** What bubblewrap says on Ubuntu 24.04 without a profile. */
const DENIED = "bwrap: setting up uid map: Permission denied";

let project: TestProject;
let env: { readonly [name: string]: string };
beforeAll(() => {
  project = createProject({
    "a.py": "def double(n: int) -> int:\n    return n * 2\n",
    // Nothing to run in it, so that most of these tests wait for nothing.
    "none.py": "LIMIT = 3\n",
  });
  const bin = join(project.root, "..", `denied-${process.pid}`);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "bwrap"), `#!/bin/sh\necho '${DENIED}' >&2\nexit 1\n`, { mode: 0o755 });
  env = { PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
});
afterAll(() => project.remove());

async function json<T>(args: readonly string[], more: { readonly [name: string]: string } = {}): Promise<T> {
  const { stdout, code } = await runCli([...args, "--json"], { cwd: project.root, env: { ...env, ...more } });
  const document = documentSchema.parse(JSON.parse(stdout)) as { readonly exitCode: number };
  expect(document.exitCode).toBe(code);
  return document as T;
}

test("--sandbox require ends with 8 and a fix where namespaces are denied, and runs nothing", async () => {
  const { exitCode, error } = await json<ErrorDocument>(["generate", "--sandbox", "require"]);
  expect(exitCode).toBe(8);
  expect(error).toMatchObject({ code: "isolation-unavailable", next: "autotest doctor" });
  expect(error.message).toContain(DENIED);
  expect(error.hint).toMatch(/^run: /);
});

test("a project file may tighten, but not switch off", async () => {
  project.write(".autotestrc.json", '{ "sandbox": "require" }');
  expect((await json<ErrorDocument>(["generate"])).exitCode).toBe(8);
  // The user's own word counts more.
  expect((await json<GenerateDocument>(["generate", "none.py", "--sandbox", "auto"])).exitCode).toBe(5);
  project.write(".autotestrc.json", '{ "sandbox": "off" }');
  const { exitCode, error } = await json<ErrorDocument>(["generate"]);
  expect(exitCode).toBe(2);
  expect(error.message).toContain("sandbox: a project file may not switch isolation off");
  project.write(".autotestrc.json", "{}");
});

test("the level and the reason are in the report, for programs and for people", async () => {
  const report = await json<GenerateDocument>(["generate", "none.py"]);
  expect(report.isolation).toBe("L1 portable");
  expect(report.sandbox).toMatchObject({ asked: "auto", reason: expect.stringContaining(DENIED) });
  const off = await json<GenerateDocument>(["generate", "none.py"], { AUTOTEST_SANDBOX: "off" });
  expect(off).toMatchObject({ isolation: "L0 off", sandbox: { asked: "off" } });
  const { stderr } = await runCli(["generate", "a.py", "--dry-run"], { cwd: project.root, env });
  expect(stderr.replaceAll(/\s+/g, " ")).toMatch(/Isolation: L1 portable \(.*Permission denied/);
});

test("doctor names the level, the reason and the fix, and fails only when namespaces are required", async () => {
  const isolationOf = ({ checks }: DoctorDocument) => checks.find(({ name }) => name === "Isolation");
  const doctor = await json<DoctorDocument>(["doctor"]);
  expect(isolationOf(doctor)).toMatchObject({ ok: false, required: false, fix: expect.any(String) });
  expect(doctor).toMatchObject({ exitCode: 0, isolation: expect.stringMatching(/^L1 portable: .*Permission denied/) });
  expect((await json<DoctorDocument>(["doctor", "--sandbox", "require"])).exitCode).toBe(4);
});
