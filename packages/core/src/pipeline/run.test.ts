import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine, Framework, Language, TestOutcome } from "../contracts/index.js";
import type { RunEvent } from "../hooks/event.js";
import { createHooks } from "../hooks/hooks.js";
import type { Candidate, Goal, Unit } from "../model/index.js";
import { generate } from "../operations/generate.js";
import { openForWriting } from "../operations/set-up-run.js";
import { createNodeContext } from "../ports/create-node-context.js";
import { ranTooLong } from "../ports/watch-tests.js";

/**
 * A toy language: a file is a list of goals, one a line; `!` in front means that importing meets it. Its toy framework
 * writes one test a line and "runs" a suite by reading it: a test passes unless its title says `fails`, `flaky` or
 * `hangs`; one that is `endless` is ended when there is a limit for each test.
 */
const goalsIn = (text: string): Goal[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line, index) => ({
      id: line,
      index,
      kind: "branch",
      path: "a.toy",
      unit: "f",
      line: index + 1,
      condition: line,
      arm: "true",
    }));

const language: Language = {
  id: "toy",
  name: "Toy",
  extensions: [".toy"],
  ignore: [],
  dialect: { floats: "plain", nothing: [null], tuples: false, bigIntegers: false, keywords: false, samples: {} },
  print: (value) => JSON.stringify(value),
  analyze: async (file) =>
    file.text.includes("syntax") || (file.path.startsWith("tests/") && file.text.includes("garbled"))
      ? { ok: false, code: "syntax", reason: "bad" }
      : { ok: true, units: [{ name: "f" } as Unit], constants: [], importName: "a", moduleKind: "esm" },
  openProbe: async ({ file }) => {
    searched.push(file.path);
    const goals = goalsIn(file.text);
    const hitOnImport = goals.filter((goal) => goal.id.startsWith("!")).map((goal) => goal.index);
    if (file.text.includes("explodes")) return { ok: false, problem: { code: "import-failed", message: "boom" } };
    return {
      ok: true,
      probe: {
        opened: { runtime: "toy", goals, hitOnImport, classes: [], shapes: {}, effects: [] },
        work: 0,
        run: async () => [],
        close: async () => {},
        ...(file.text.includes("limps") ? { problems: [{ code: "start", message: "the second child is gone" }] } : {}),
      },
    };
  },
  check: async () => [],
};

let existingTests: readonly string[];
let runs: {
  cover: readonly string[] | undefined;
  order: number | undefined;
  hash: number | undefined;
  files: readonly string[];
  titles: readonly string[];
}[];

let hasNoCounter = false;

const framework: Framework = {
  id: "toytest",
  name: "Toy test",
  language: "toy",
  detect: async () => ({
    found: true,
    reason: "",
    testDirectory: "tests",
    testFiles: existingTests,
    command: "toytest",
    quote: "double",
    indent: "",
    style: "bdd",
    details: {},
  }),
  place: (file) => `tests/${file.path}.txt`,
  readHeader: (text) => (text.startsWith("#") ? JSON.parse(text.slice(1).split("\n")[0]!) : null),
  emit: ({ groups, header }) => {
    const tests = groups.flatMap((group) =>
      group.entries.flatMap((entry) => (entry.kind === "single" ? [entry.test] : entry.cases)),
    );
    return {
      text: `#${JSON.stringify(header)}\n${tests.map((test) => test.title).join("\n")}\n`,
      tests: tests.map((test) => ({ candidate: test.id, testId: test.title })),
      support: [],
    };
  },
  run: async ({ project, files, orderSeed, hashSeed, cover, testTimeoutMs }) => {
    const titles = files.flatMap((file) =>
      readFileSync(join(project.workspace, file), "utf8").split("\n").slice(1).filter(Boolean),
    );
    runs.push({ order: orderSeed, hash: hashSeed, files, cover, titles });
    const isLate = (title: string): boolean => testTimeoutMs !== undefined && title.includes("endless");
    if (titles.some((title) => title.includes("hangs") || (title.includes("endless") && !isLate(title))))
      return { status: "timeout", problem: { code: "timeout", message: "too slow" }, output: "" };
    const failed = (title: string): boolean =>
      title.includes("fails") || (title.includes("flaky") && orderSeed !== undefined);
    return {
      status: "complete",
      tests: titles.map(
        (title): TestOutcome =>
          isLate(title)
            ? ranTooLong("", title, testTimeoutMs ?? 0)
            : {
                file: "",
                testId: title,
                outcome: failed(title) ? "failed" : "passed",
                message: "no",
                milliseconds: 1,
              },
      ),
      coverage: null,
      problems: cover && hasNoCounter ? [{ code: "no-coverage", message: "nothing counts", hint: "install it" }] : [],
    };
  },
  check: async () => [],
  scaffold: () => [],
};

/** Proposes one test for every line of `proposals`: `title = goal goal`. */
function engineFor(proposals: readonly string[]): Engine {
  return {
    id: "fixed",
    async *propose({ goals, file }) {
      const asked = new Set(goals.map((goal) => goal.id));
      for (const proposal of proposals) {
        const [title = "", met = ""] = proposal.split(" = ");
        const wanted = met.split(" ").filter((goal) => asked.has(goal));
        if (wanted.length === 0) continue;
        const scenario = {
          arrange: [],
          act: { kind: "function", ref: ":f", args: [{ $: "callable", kind: "record" }] },
        };
        const candidate = {
          id: title,
          path: file.path,
          unit: "f",
          engine: "fixed",
          goals: wanted,
          title,
          scenario,
          assertions: [{ basis: "observed", kind: "completes", via: "call" }],
        };
        yield { kind: "candidate", candidate: candidate as unknown as Candidate };
      }
    },
  };
}

let root: string;
let searched: string[] = [];
let events: RunEvent[] = [];
beforeEach(() => {
  searched = [];
  events = [];
  root = mkdtempSync(join(tmpdir(), "autotest-run-"));
  runs = [];
  existingTests = [];
});
afterEach(() => rmSync(root, { recursive: true }));

interface Settings {
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly concurrency?: number;
  readonly engine?: Engine;
  readonly seed?: number;
  readonly identity?: string;
}

async function runOn(proposals: readonly string[], settings: Settings = {}) {
  const ctx = createNodeContext({ cwd: root, ...(settings.signal ? { signal: settings.signal } : {}) });
  try {
    const hooks = createHooks();
    hooks.event.tap("test", (event) => void events.push(event));
    const shared = {
      command: "generate",
      hooks,
      languages: [language],
      frameworks: [framework],
      engines: [settings.engine ?? engineFor(proposals)],
    };
    const numbers = {
      identity: settings.identity ?? "test",
      seed: settings.seed ?? 1,
      seconds: 1,
      calls: 1,
      concurrency: settings.concurrency ?? 1,
      version: "0.0.0",
    };
    return await generate(
      { ...shared, ...numbers, exclude: [], dryRun: settings.dryRun ?? false },
      { paths: ["."], changes: undefined },
      {},
      ctx,
    );
  } finally {
    await ctx.dispose();
  }
}

const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
const suite = (): string[] => readFileSync(join(root, "tests/a.toy.txt"), "utf8").trim().split("\n").slice(1);

describe("run", () => {
  it("keeps the fewest tests that meet every goal, and says what each is for", async () => {
    write("a.toy", "g1\ng2\ng3\n!g4\n");
    const { report } = await runOn(["one = g1", "both = g1 g2", "three = g3", "zero = !g4"]);
    expect(suite()).toEqual(["both", "three"]);
    const [file] = report.files;
    expect(file?.kept.map((test) => [test.candidate.title, test.goals])).toEqual([
      ["both", ["g1", "g2"]],
      ["three", ["g3"]],
    ]);
    expect(file?.metBefore).toEqual(["!g4"]);
    expect(file?.dropped.map(({ candidate, gate }) => [candidate.title, gate])).toEqual([["one", "adds-goal"]]);
  });

  it("says why there is no coverage", async () => {
    write("a.toy", "g1\n");
    hasNoCounter = true;
    const { report } = await runOn(["one = g1"]);
    hasNoCounter = false;
    expect(report.warnings).toEqual(["nothing counts (install it)"]);
    expect(report.files[0]?.kept).toHaveLength(1);
  });

  it("warns of what went wrong in a runtime and stopped nothing", async () => {
    write("a.toy", "g1\nlimps\n");
    const { report } = await runOn(["one = g1"]);
    expect(report.warnings).toEqual(["the second child is gone"]);
    expect(report.files[0]?.kept).toHaveLength(1);
  });

  it("comes to the same verdicts when the gates are passed side by side", async () => {
    for (const name of ["a", "b", "c"]) write(`${name}.toy`, "g1\ng2\ng3\ng4\n");
    const proposals = ["one = g1", "fails two = g2", "flaky three = g3", "hangs four = g4", "five = g2 g3"];
    const [alone, beside] = [
      await runOn(proposals, { dryRun: true }),
      await runOn(proposals, { dryRun: true, concurrency: 3 }),
    ];
    expect(beside.report.suites).toEqual(alone.report.suites);
    expect(beside.report.suites).toHaveLength(3);
    const verdicts = ({ report }: typeof alone) =>
      report.files.map(({ path, kept, dropped }) => [path, kept.map((one) => one.candidate.title), dropped]);
    expect(verdicts(beside)).toEqual(verdicts(alone));
  });

  it("runs a clean suite as often side by side as one run after the other", async () => {
    write("a.toy", "g1\n");
    await runOn(["a = g1"], { dryRun: true });
    const alone = runs;
    runs = [];
    await runOn(["a = g1"], { dryRun: true, concurrency: 2 });
    expect(runs).toEqual(alone);
  });

  it("says how long each stage was at work", async () => {
    write("a.toy", "g1\n");
    const { report } = await runOn(["a = g1"]);
    expect(Object.keys(report.stages ?? {})).toEqual([
      "find",
      "analyse",
      "check",
      "measure",
      "search",
      "judge",
      "select",
      "write",
    ]);
  });

  it("drops what fails or depends on the order, names the gate, and leaves the goal open", async () => {
    write("a.toy", "g1\ng2\ng3\n");
    const { report } = await runOn(["good = g1", "it fails = g2", "is flaky = g3"]);
    expect(suite()).toEqual(["good"]);
    expect(report.files[0]?.dropped.map(({ candidate, gate }) => [candidate.title, gate])).toEqual([
      ["it fails", "passes"],
      ["is flaky", "repeats"],
    ]);
    expect(report.files[0]?.open.map(({ goal, code }) => [goal.id, code])).toEqual([
      ["g2", "dropped"],
      ["g3", "dropped"],
    ]);
  });

  it("finds the one test that makes the suite unreadable, and keeps the others", async () => {
    write("a.toy", "g1\ng2\ng3\n");
    const { report } = await runOn(["a = g1", "garbled = g2", "c = g3"]);
    expect(suite()).toEqual(["a", "c"]);
    expect(report.files[0]?.dropped).toMatchObject([{ gate: "parses", reason: "bad" }]);
  });

  it("finds the one test that hangs the runner", async () => {
    write("a.toy", "g1\ng2\ng3\n");
    await runOn(["a = g1", "hangs = g2", "c = g3"]);
    expect(suite()).toEqual(["a", "c"]);
  });

  it("drops a test that never ends, and runs it no more after the first look", async () => {
    write("a.toy", "g1\ng2\ng3\n");
    const { report } = await runOn(["a = g1", "endless = g2", "c = g3"]);
    expect(suite()).toEqual(["a", "c"]);
    expect(report.files[0]?.dropped.map(({ candidate, gate, reason }) => [candidate.title, gate, reason])).toEqual([
      ["endless", "passes", "ran longer than 20 s"],
    ]);
    // Side by side with it, then one after the other, and the last one, without.
    expect(runs.map(({ titles }) => titles.includes("endless"))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("proves the final text in three processes with different orders and hash seeds", async () => {
    write("a.toy", "g1\n");
    await runOn(["a = g1"]);
    expect(runs).toHaveLength(3);
    expect(new Set(runs.map((one) => `${one.order} ${one.hash}`)).size).toBe(3);
  });

  it("writes nothing on a second run, nor on a dry one", async () => {
    write("a.toy", "g1\n");
    await runOn(["a = g1"], { dryRun: true });
    expect(readdirSync(root)).toEqual(["a.toy"]);
    const first = await runOn(["a = g1"]);
    const second = await runOn(["a = g1"]);
    expect(second.written).toEqual([]);
    expect(second.report.skipped).toMatchObject([{ path: "a.toy", code: "up-to-date" }]);
    expect(second.report.next).toBe(first.report.next);
  });

  it("meets all goals anew when the source changed since its suite was written", async () => {
    write("a.toy", "g1\n");
    await runOn(["a = g1"]);
    write("a.toy", "g1\ng2\n");
    existingTests = ["tests/a.toy.txt"];
    runs = [];
    const { report } = await runOn(["a = g1", "b = g2"]);
    expect(runs[0]?.files).toEqual(["tests/a.toy.txt"]);
    expect(runs.some((one) => one.cover !== undefined && one.order === undefined)).toBe(false);
    expect(suite()).toEqual(["a", "b"]);
    expect(report.suites[0]?.action).toBe("refreshed");
  });

  it("goes on with the other files when one is broken", async () => {
    write("a.toy", "g1\n");
    write("b.toy", "syntax\n");
    write("c.toy", "explodes\n");
    writeFileSync(join(root, "d.toy"), Buffer.from([0xff, 0xfe, 0x41]));
    const { report } = await runOn(["a = g1"]);
    expect(suite()).toEqual(["a"]);
    expect(report.skipped.map(({ path, code }) => [path, code])).toEqual([
      ["b.toy", "syntax"],
      ["c.toy", "import-failed"],
      ["d.toy", "encoding"],
    ]);
  });

  it("leaves a suite alone that changed while it worked", async () => {
    write("a.toy", "g1\n");
    mkdirSync(join(root, "tests"));
    const original = framework.run;
    (framework as { run: Framework["run"] }).run = async (...call) => {
      write("tests/a.toy.txt", "mine\n");
      return original(...call);
    };
    const { report } = await runOn(["a = g1"]);
    (framework as { run: Framework["run"] }).run = original;
    expect(readFileSync(join(root, "tests/a.toy.txt"), "utf8")).toBe("mine\n");
    expect(report.warnings.join()).toContain("left alone");
  });

  it("writes nothing unproven when it is stopped", async () => {
    write("a.toy", "g1\n");
    const stop = new AbortController();
    stop.abort();
    const { report } = await runOn(["a = g1"], { signal: stop.signal });
    expect(report.interrupted).toBe(true);
    expect(readdirSync(root)).toEqual(["a.toy"]);
  });

  it("keeps a test for a goal the engine set itself, and reports those that stayed open", async () => {
    write("a.toy", "g1\n");
    const mutant = (id: string): Goal => ({
      ...{ id, index: 0, kind: "mutant", path: "a.toy", unit: "f", line: 1, condition: "n < 1", arm: "n <= 1" },
    });
    const inner = engineFor(["a = g1", "b = g1 m1", "c = g1"]);
    const engine: Engine = {
      id: "mutating",
      async *propose(request, ctx) {
        yield { kind: "goals", goals: [mutant("m1"), mutant("m2")] };
        yield* inner.propose({ ...request, goals: [...request.goals, mutant("m1")] }, ctx);
        yield { kind: "open", open: { goal: mutant("m2"), code: "survives", reason: "all tests pass with it" } };
      },
    };
    const { report } = await runOn([], { engine });
    expect(suite()).toEqual(["b"]);
    expect(report.files[0]?.goals.map(({ id }) => id)).toEqual(["g1", "m1", "m2"]);
    expect(report.files[0]?.open.map(({ goal, code }) => [goal.id, code])).toEqual([["m2", "survives"]]);
  });

  describe("resumed", () => {
    const proposals = ["a = g1 g2", "b = g3"];
    const names = Array.from({ length: 20 }, (_, index) => `file${String(index).padStart(2, "0")}`);
    const texts = (): Record<string, string> =>
      Object.fromEntries(
        readdirSync(join(root, "tests")).map((name) => [name, readFileSync(join(root, "tests", name), "utf8")]),
      );
    const writeAll = (): void => {
      for (const name of names) write(`${name}.toy`, "g1\ng2\ng3\n");
    };

    /** Stops in the second batch of gates, as ^C would. */
    async function interruptedRun(): Promise<void> {
      const stop = new AbortController();
      const original = framework.run;
      let judged = 0;
      (framework as { run: Framework["run"] }).run = async (request, ctx) => {
        if (request.orderSeed === undefined && ++judged === 2) stop.abort();
        return original(request, ctx);
      };
      const { report } = await runOn(proposals, { signal: stop.signal });
      (framework as { run: Framework["run"] }).run = original;
      expect(report.interrupted).toBe(true);
      expect(Object.keys(texts())).toHaveLength(8);
    }

    it("searches nothing twice, says so, and ends like a run that was never stopped", async () => {
      writeAll();
      await runOn(proposals);
      const whole = texts();
      rmSync(join(root, "tests"), { recursive: true });

      await interruptedRun();
      searched = [];
      events = [];
      existingTests = Object.keys(texts()).map((name) => `tests/${name}`);
      runs = [];
      await runOn(proposals);
      expect(texts()).toEqual(whole);
      expect(searched).toEqual([]);
      expect(events.filter(({ kind }) => kind === "resumed")).toEqual([{ kind: "resumed", done: 20, of: 20 }]);
      // What the first part wrote is no existing test of the second.
      expect(runs.some(({ files, cover }) => cover !== undefined && files.includes("tests/file00.toy.txt"))).toBe(
        false,
      );
    });

    it("knows its own suites when it was killed between two of them", async () => {
      writeAll();
      await interruptedRun();
      const journal = join(root, ".autotest/cache/journal.jsonl");
      const lines = readFileSync(journal, "utf8").split("\n");
      const at = lines.findIndex((line) => line.includes('"written"'));
      const suites = Object.keys(texts()).map((name) => `tests/${name}`);
      expect(suites.filter((path) => lines[at]?.includes(path))).toEqual(suites);
      rmSync(join(root, "tests/file07.toy.txt"));
      searched = [];
      existingTests = suites.slice(0, -1);
      await runOn(proposals);
      expect(searched).toEqual([]);
      expect(Object.keys(texts())).toHaveLength(20);
    });

    it.each([
      ["a changed source file", () => write("file19.toy", "g1\ng2\ng3\ng4\n"), {}],
      ["another file of the project", () => write("data.json", "{}"), {}],
      ["another seed", () => undefined, { seed: 2 }],
      ["another version of a plugin", () => undefined, { identity: "newer" }],
    ])("searches anew after %s", async (_, change, settings) => {
      writeAll();
      await interruptedRun();
      change();
      searched = [];
      await runOn(proposals, settings);
      expect(searched).toContain("file19.toy");
      expect(Object.keys(texts())).toHaveLength(20);
    });

    it("leaves nothing behind when it came to its end", async () => {
      writeAll();
      await interruptedRun();
      expect(readdirSync(join(root, ".autotest/cache"))).toContain("journal.jsonl");
      await runOn(proposals);
      expect(readdirSync(root)).not.toContain(".autotest");
    });
  });

  it("opens the project for writing only below the test folder", async () => {
    const fs = openForWriting(root)(["tests"], []);
    await expect(fs.write(join(root, "a.toy"), "x")).rejects.toThrow(/outside/);
  });
});
