import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  BIN,
  type CliOptions,
  type CliResult,
  createProject,
  finished,
  runCli,
  startCli,
  type TestProject,
} from "./fixtures/run-cli.js";
import { toyPlugin } from "./fixtures/toy-plugin.js";
import { documentSchema } from "./output/json/document-schema.js";

const TOY = "node_modules/toy.mjs";
const CONFIG = `plugins: [./${TOY}]\nlanguages: [toy]\n`;
const projects: TestProject[] = [];
const project = (files: { readonly [path: string]: string }): TestProject => {
  const made = createProject(files);
  projects.push(made);
  return made;
};
const toy = (probe: Parameters<typeof toyPlugin>[0], checks?: string): TestProject =>
  project({ "a.toy": "a", [TOY]: toyPlugin(probe, checks), ".autotestrc": CONFIG });
const run = (args: readonly string[], options: CliOptions): Promise<CliResult> => runCli(args, options);

let fits: ValidateFunction;
beforeAll(() => {
  fits = new Ajv2020({ strict: true }).compile(z.toJSONSchema(documentSchema, { reused: "inline" }));
});
afterAll(() => {
  for (const made of projects.splice(0)) made.remove();
});

describe("start", () => {
  test.each([
    [["--version"], 5],
    [["--help"], 5],
    [["generate", "--help"], 5],
  ])("%j loads next to nothing", async (args, most) => {
    const folder = mkdtempSync(join(tmpdir(), "cli-test-"));
    const log = join(folder, "loaded.txt");
    const hooks = `import { appendFileSync } from "node:fs"; export async function load(url, context, next) { if (!url.startsWith("node:")) appendFileSync(${JSON.stringify(log)}, url + "\\n"); return next(url, context); }`;
    const start = `import { register } from "node:module"; register("data:text/javascript,${encodeURIComponent(hooks)}");`;
    writeFileSync(join(folder, "register.mjs"), start);
    const { code, stdout } = await run(args, { cwd: folder, node: ["--import", join(folder, "register.mjs")] });
    const loaded = readFileSync(log, "utf8").trim().split("\n");
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(3);
    expect(loaded.length).toBeLessThanOrEqual(most);
    expect(loaded.filter((url) => /zod|clack|cosmiconfig|packages\/core|std-env|tapable/.test(url))).toEqual([]);
  });

  test("the version is that of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(BIN, "..", "..", "package.json"), "utf8")) as { version: string };
    expect((await run(["--version"], { cwd: tmpdir() })).stdout).toBe(`${version}\n`);
  });
});

describe.concurrent("errors: three lines at most, the nearest match, no stack", () => {
  test.each<[string, readonly string[], { readonly [path: string]: string }, string]>([
    [
      "an unknown flag",
      ["generate", "--sede", "1"],
      {},
      "autotest: unknown option '--sede'\nDid you mean --seed?\nnext: autotest generate --help\n",
    ],
    [
      "an unknown command",
      ["genrate"],
      {},
      "autotest: unknown command 'genrate'\nDid you mean generate?\nnext: autotest --help\n",
    ],
    [
      "a command that does not exist yet",
      ["profile"],
      {},
      "autotest: unknown command 'profile'\nnext: autotest --help\n",
    ],
    [
      "an unknown flag before the command",
      ["--quit", "generate"],
      {},
      "autotest: unknown option '--quit'\nnext: autotest generate --help\n",
    ],
    [
      "a value that does not fit",
      ["generate", "--seed", "x"],
      {},
      "autotest: option '--seed <number>' argument 'x' is invalid. It must be a whole number of at least 0.\nnext: autotest generate --help\n",
    ],
    [
      "too many words",
      ["doctor", "now"],
      {},
      "autotest: too many arguments for 'doctor'. Expected 0 arguments but got 1.\nnext: autotest doctor --help\n",
    ],
    [
      "an unknown key",
      ["doctor"],
      { ".codex-autotest.yaml": "# a\nserch:\n  seed: 1\n" },
      "autotest: .codex-autotest.yaml:2:1 serch: unknown key (did you mean search?)\n",
    ],
    [
      "an unknown key in package.json",
      ["doctor"],
      { "package.json": '{\n\t"name": "x",\n\t"autotest": { "search": { "sed": 1 } }\n}\n' },
      "autotest: package.json:3:28 search.sed: unknown key (did you mean seed?)\n",
    ],
    [
      "broken YAML",
      ["doctor"],
      { ".autotestrc.yaml": "search:\n  seed: 1\n bad: 2\n" },
      "autotest: .autotestrc.yaml:3:1 All mapping items must start at the same column\n",
    ],
    [
      "a plugin that is not installed",
      ["plugins"],
      { ".autotestrc": "plugins: [autotest-lang-x]\n", "package.json": "{}" },
      "autotest: plugin autotest-lang-x is not installed in this project\nRun: npm install -D autotest-lang-x\nnext: autotest plugins\n",
    ],
    [
      "a path that does not exist",
      ["generate", "nope.py"],
      {},
      "autotest: no such path: nope.py\npaths are relative to the project folder\n",
    ],
    [
      "an unknown language",
      ["generate", "--language", "pyton"],
      {},
      "autotest: unknown language: pyton\none of: python, javascript\nnext: autotest plugins\n",
    ],
    [
      "no such configuration",
      ["doctor", "--config", "x.yaml"],
      {},
      "autotest: no such configuration file: x.yaml\nnext: autotest init\n",
    ],
  ])("%s", async (_name, args, files, expected) => {
    const { root } = project(files);
    const { code, stderr, stdout } = await run([...args, "--json"], { cwd: root });
    expect([code, stderr]).toEqual([2, expected]);
    const document = JSON.parse(stdout) as { error: { message: string } };
    expect(fits(document), JSON.stringify(fits.errors)).toBe(true);
    expect(document.error.message).toBe(expected.split("\n")[0]?.replace("autotest: ", ""));
  });

  test("a bug leaves a report file, and no stack on the screen", async () => {
    const { root } = toy("throws");
    const { code, stderr, stdout } = await run(["generate"], { cwd: root });
    expect([code, stdout]).toEqual([3, ""]);
    const file = /file: (.*)/.exec(stderr)?.[1] ?? "";
    expect(
      stderr
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("autotest: 1 file found")).length,
    ).toBeLessThanOrEqual(3);
    expect(stderr).not.toContain("    at ");
    expect(readFileSync(file, "utf8")).toContain("    at ");
    rmSync(file);
  });
});

describe.concurrent("exit codes", () => {
  test.each<[string, number, () => TestProject, readonly string[], { readonly [name: string]: string }]>([
    ["every file is broken", 1, () => toy("fails"), ["generate"], {}],
    ["usage", 2, () => toy("fails"), ["generate", "--framework", "nope"], {}],
    ["a bug", 3, () => toy("throws"), ["generate"], {}],
    ["a plugin that never answers", 3, () => toy("hangs"), ["generate"], {}],
    [
      "something is missing",
      4,
      () => toy("fails", '[{ name: "Toy", ok: false, detail: "not found", fix: "get toy" }]'),
      ["generate"],
      {},
    ],
    [
      "something is missing, says doctor",
      4,
      () => toy("fails", '[{ name: "Toy", ok: false, detail: "not found", fix: "get toy" }]'),
      ["doctor"],
      {},
    ],
    ["nothing is missing, says doctor", 0, () => toy("fails"), ["doctor"], {}],
    [
      "no Python",
      4,
      () => project({ "a.py": "def f():\n    return 1\n" }),
      ["generate"],
      { PATH: "/nonexistent", VIRTUAL_ENV: "/nonexistent" },
    ],
    ["an empty folder", 5, () => project({}), ["generate"], {}],
    ["an empty folder, and that is fine", 0, () => project({}), ["generate", "--pass-with-nothing"], {}],
    ["the same by a variable", 0, () => project({}), ["generate"], { AUTOTEST_PASS_WITH_NOTHING: "1" }],
    ["a variable that says no", 5, () => project({}), ["generate"], { AUTOTEST_PASS_WITH_NOTHING: "0" }],
    [
      "a secret in a project file",
      9,
      () => project({ ".autotestrc": `model:\n  apiKey: sk-${"a1B2".repeat(10)}\n` }),
      ["generate"],
      {},
    ],
  ])("%s: %i", async (_name, expected, make, args, env) => {
    const { root } = make();
    const { code, stdout, stderr } = await run([...args, "--json"], { cwd: root, env });
    expect(code, stderr).toBe(expected);
    const document = JSON.parse(stdout) as { exitCode: number };
    expect(fits(document), JSON.stringify(fits.errors)).toBe(true);
    expect(document.exitCode).toBe(expected);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends the run with a report: %i", async (signal, expected) => {
    const { root } = toy("waits");
    const child = startCli(["generate"], { cwd: root });
    const end = finished(child);
    child.stderr?.on(
      "data",
      (text: string) => text.includes("file found") && setTimeout(() => child.kill(signal), 300),
    );
    const { code, stdout, stderr } = await end;
    expect([code, stderr.includes("stopping: tests proven so far are kept")]).toEqual([expected, true]);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("next: autotest generate");
  });

  test("a second ^C ends a busy run at once", async () => {
    const { root } = toy("spins");
    const child = startCli(["generate"], { cwd: root });
    const end = finished(child);
    let sent = 0;
    child.stderr?.on("data", (text: string) => {
      if (text.includes("spinning")) child.kill("SIGINT");
      if (text.includes("busy")) {
        sent = performance.now();
        child.kill("SIGINT");
      }
    });
    const { code, signal } = await end;
    expect(code ?? signal).toBe("SIGINT");
    // The promise is 200 ms; the rest is for a loaded machine.
    expect(performance.now() - sent).toBeLessThan(1000);
  });
});

describe.concurrent("output", () => {
  test("has neither escapes nor carriage returns when it goes elsewhere", async () => {
    const { root } = toy("fails");
    for (const args of [["generate"], ["doctor"], ["plugins"], ["init"]]) {
      const { stdout, stderr } = await run(args, { cwd: root });
      expect(stdout + stderr).not.toMatch(/[\u001b\r]/);
      expect(stdout).toContain("next: ");
    }
  });

  test("never names a folder of this machine", async () => {
    const { root } = toy("fails");
    for (const args of [["generate"], ["doctor"]]) {
      const { stdout } = await run([...args, "--json"], { cwd: root });
      expect(stdout).not.toContain(root);
    }
  });

  test("colour only when asked", async () => {
    const { root } = toy("fails");
    expect((await run(["plugins", "--color"], { cwd: root })).stdout).toContain("\u001b[");
    expect((await run(["plugins"], { cwd: root, env: { FORCE_COLOR: "1" } })).stdout).toContain("\u001b[");
    expect((await run(["plugins", "--no-color"], { cwd: root, env: { FORCE_COLOR: "1" } })).stdout).not.toContain(
      "\u001b[",
    );
  });

  test("a reader that goes away is no error", async () => {
    const { root } = toy("fails");
    const child = startCli(["plugins"], { cwd: root });
    child.stdout?.destroy();
    const { code, stderr } = await finished(child);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("no key reaches a plugin", async () => {
    const { root, write } = toy("fails");
    write(
      TOY,
      toyPlugin("fails").replace(
        "check: async () => []",
        'check: async (_, ctx) => [{ name: "Env", ok: true, detail: JSON.stringify(ctx.env) }]',
      ),
    );
    const { stdout } = await run(["doctor", "--json"], {
      cwd: root,
      env: { OPENAI_API_KEY: "canary", LANG: "C.UTF-8" },
    });
    expect(stdout).toContain("C.UTF-8");
    expect(stdout).not.toContain("canary");
  });
});

describe("init", () => {
  test("lists first, writes then, and changes nothing the second time", async () => {
    const { root, tree, write } = toy("fails");
    const before = tree();
    const dry = await run(["init", "--dry-run"], { cwd: root });
    expect(dry.stdout).toContain(
      "  + .codex-autotest.yaml (would be written)\n  + tests/setup.toy (would be written)\n",
    );
    expect(tree()).toEqual(before);
    const first = await run(["init"], { cwd: root });
    expect(first.stdout).toContain("2 files written\nnext: autotest generate --dry-run\n");
    // The configuration just written comes first from now on.
    write(".codex-autotest.yaml", CONFIG);
    const after = tree();
    const second = await run(["init", "--json"], { cwd: root });
    expect(tree()).toEqual(after);
    const document = JSON.parse(second.stdout) as { created: unknown[]; kept: unknown[] };
    expect(fits(document), JSON.stringify(fits.errors)).toBe(true);
    expect([document.created, document.kept]).toEqual([[], [".codex-autotest.yaml", "tests/setup.toy"]]);
  });
});
