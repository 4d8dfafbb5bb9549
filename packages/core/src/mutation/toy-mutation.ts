import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Engine, Framework, Language, ModelAccess, MutationBackend, TestOutcome } from "../contracts/index.js";
import { createHooks } from "../hooks/hooks.js";
import type { Candidate, Goal, Unit } from "../model/index.js";
import { mutate } from "../operations/mutate.js";
import { createNodeContext } from "../ports/create-node-context.js";
import type { MutateSettings } from "./mutate-group.js";
import type { MutationResult } from "./result.js";

/*
 * A toy to mutate: a file is one `unit.name=value` a line. A test is a title made of such lines, and passes while all of them
 * are in the file. The tool puts `x` in place of each value, and `leaks` in place of one called `leak`: tests that run on
 * that leave a mark, after which every test fails.
 */

/** Titles that an engine proposes when it is asked for the n-th time, each for the lines it is made of. */
export interface ToyEngine {
  readonly id: string;
  readonly readsWords?: boolean;
  readonly rounds: readonly (readonly string[])[];
  /** Asked with: ids of goals, by round. */
  readonly asked?: string[][];
  /** Whether a test claims to notice a change of a line. Default: when it holds it. */
  readonly claims?: (line: string, title: string) => boolean;
}

const linesOf = (text: string): readonly string[] => text.split("\n").filter(Boolean);
const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

const WAY: Goal = {
  ...{ id: "way", index: 0, kind: "branch", path: "a.toy", unit: "f", line: 1, condition: "", arm: "entry" },
};

const language: Language = {
  id: "toy",
  name: "Toy",
  extensions: [".toy"],
  ignore: [],
  dialect: { floats: "plain", nothing: [null], tuples: false, bigIntegers: false, keywords: false, samples: {} },
  print: (value) => JSON.stringify(value),
  analyze: async ({ text }) => ({
    ok: true,
    units: linesOf(text).map(
      (line, at) =>
        ({
          name: line.split(".")[0],
          kind: "function",
          span: { line: at + 1, endLine: at + 1 },
          parameters: [],
        }) as unknown as Unit,
    ),
    constants: [],
    importName: "a",
    moduleKind: "esm",
  }),
  openProbe: async ({ file, mutants = [] }) => ({
    ok: true,
    probe: {
      opened: { runtime: "toy", goals: [WAY], hitOnImport: [], classes: [], shapes: {}, effects: [] },
      work: 0,
      run: async () => [],
      mutants: async () =>
        mutants.map(({ id, start, operator, replacement }, index) => {
          const original = linesOf(file.text)[start.line - 1] ?? "";
          return {
            index,
            given: id,
            unit: original.split(".")[0] ?? "",
            line: start.line,
            operator,
            original,
            replacement,
          };
        }),
      close: async () => {},
    },
  }),
  check: async () => [],
};

function framework(testFiles: readonly string[], isThere: boolean): Framework {
  return {
    id: "toytest",
    name: "Toy test",
    language: "toy",
    detect: async () => ({
      ...{ found: true, reason: "", testDirectory: "tests", testFiles, command: "toytest" },
      ...{ quote: "double", indent: "", style: "bdd", details: {} },
    }),
    place: (file) => `tests/${file.path}.txt`,
    readHeader: (text) => (text.startsWith("#") ? JSON.parse(text.slice(1).split("\n")[0] ?? "") : null),
    emit: ({ groups, header, existing = "" }) => {
      const tests = groups.flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === "single" ? [entry.test] : entry.cases)),
      );
      const titles = tests.map(({ title }) => `${title}\n`).join("");
      return {
        text: header === undefined ? existing + titles : `#${JSON.stringify(header)}\n${titles}`,
        tests: tests.map((test) => ({ candidate: test.id, testId: test.title })),
        support: [],
      };
    },
    run: async ({ project, files }) => {
      const source = read(join(project.workspace, "a.toy"));
      if (source.includes(")]}")) return { status: "error", problem: { code: "load", message: "" }, output: "" };
      const mark = join(project.workspace, "mark");
      if (source.includes("leaks")) writeFileSync(mark, "");
      return {
        status: "complete",
        tests: files
          .flatMap((file) => testsOf(read(join(project.workspace, file))))
          .map((title): TestOutcome => {
            const outcome = passes(title, source) && !existsSync(mark) ? "passed" : "failed";
            return { file: "", testId: title, outcome, message: "no", failure: "assertion", milliseconds: 1 };
          }),
        coverage: null,
        problems: [],
      };
    },
    check: async () => [{ name: "Toy test", ok: isThere, detail: isThere ? "1.0" : "not installed" }],
    scaffold: () => [],
  };
}

function testsOf(suite: string): readonly string[] {
  return linesOf(suite).filter((line) => !line.startsWith("#"));
}

function passes(title: string, source: string): boolean {
  const lines = linesOf(source);
  return title
    .replace(/ \(\d+\)$/, "")
    .split(" ")
    .every((line) => lines.includes(line));
}

const backend: MutationBackend = {
  id: "toytool",
  name: "Toytool",
  languages: ["toy"],
  check: async () => [],
  fingerprint: async () => "1",
  run: async ({ project, layout, tests = layout.testFiles, only }) => {
    const source = read(join(project.workspace, "a.toy"));
    const titles = tests.flatMap((path) => testsOf(read(join(project.workspace, path))));
    const mutants = linesOf(source).map((line, at) => {
      const column = line.indexOf("=") + 2;
      const replacement = line.includes("leak") ? "leaks" : "x";
      const changed = source.replace(line, line.slice(0, column - 1) + replacement);
      return {
        id: String(at),
        mutatorName: "value",
        replacement,
        location: { start: { line: at + 1, column }, end: { line: at + 1, column: line.length + 1 } },
        status: titles.some((title) => !passes(title, changed)) ? ("Killed" as const) : ("Survived" as const),
      };
    });
    return {
      ok: true,
      tool: "toytool 1",
      complete: true,
      problems: [],
      report: {
        schemaVersion: "2.0",
        thresholds: { high: 80, low: 60 },
        files: {
          "a.toy": { language: "toy", source, mutants: mutants.filter(({ id }) => only?.includes(id) ?? true) },
        },
      },
    };
  },
};

function engineOf({ id, readsWords = false, rounds, asked = [], claims = holds }: ToyEngine): Engine {
  let round = 0;
  return {
    id,
    readsWords,
    async *propose({ file, probe, goals }) {
      const listed = (await probe.mutants?.()) ?? [];
      asked.push(readsWords ? goals.map(({ condition }) => condition) : listed.map(({ original }) => original));
      for (const title of rounds[round++] ?? []) {
        const lines = title.split(" ");
        const own = listed.filter(({ original }) => claims(original, title));
        const act = { kind: "function", ref: ":f", args: [{ $: "callable", kind: "record" }] };
        const candidate = {
          ...{ id: `${id} ${title}`, path: file.path, unit: lines[0]?.split(".")[0], engine: id, title },
          goals: own.map(({ given }) => given),
          scenario: { arrange: [], act },
          assertions: [{ basis: "observed", kind: "completes", via: "call" }],
        };
        yield { kind: "candidate", candidate: candidate as unknown as Candidate };
      }
    },
  };
}

function holds(line: string, title: string): boolean {
  return title.split(" ").includes(line);
}

/** A model that is there. */
const MODEL: ModelAccess = {
  provider: "toy",
  name: "toy-1",
  ended: () => null,
  spent: () => ({
    ...{ requests: 1, cached: 0, failed: 0, tries: 1, inputTokens: 1, cachedTokens: 0, outputTokens: 1 },
    ...{ usd: null, isEstimate: false },
  }),
} as unknown as ModelAccess;

/** A project with one toy file, and what `mutate` made of it. */
export interface ToyRun {
  readonly result: MutationResult;
  /** What is killed, by which test, and why the rest is not; by line of the file. */
  readonly fates: { readonly [line: string]: string };
  /** Text of a file of the project afterwards; empty without it. */
  read(path: string): string;
}

/** What there is beside the file. */
export interface ToyOptions {
  readonly files?: { readonly [path: string]: string };
  readonly model?: null;
  /** Whether the framework is installed. Default true. */
  readonly hasFramework?: boolean;
}

/** Runs the whole loop on `source`. `files` are other files of the project; those in `tests` are its tests. */
export async function mutateToy(
  source: string,
  engines: readonly ToyEngine[],
  more: Partial<MutateSettings> & ToyOptions = {},
): Promise<ToyRun> {
  const root = mkdtempSync(join(tmpdir(), "autotest-mutate-"));
  const { files = {}, hasFramework = true, ...settings } = more;
  for (const [path, text] of Object.entries({ "a.toy": source, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const ctx = createNodeContext({ cwd: root });
  try {
    const given = {
      ...{ command: "mutate", hooks: createHooks(), languages: [language], engines: engines.map(engineOf) },
      frameworks: [
        framework(
          Object.keys(files).filter((path) => path.startsWith("tests/")),
          hasFramework,
        ),
      ],
      ...{ identity: "", seed: 1, seconds: 1, calls: 1, concurrency: 1, version: "0.0.0", exclude: [], dryRun: false },
      ...{ model: MODEL, backends: [backend], ...settings },
    };
    const result = await mutate(given, { paths: ["a.toy"], changes: undefined }, {}, ctx);
    const kept = new Map(
      ["tests/a.toy.txt", ...result.written.map(({ suite }) => suite.path)].map((path) => [
        path,
        read(join(root, path)),
      ]),
    );
    const lines = linesOf(source);
    return {
      result,
      fates: Object.fromEntries(
        result.mutants.map(({ start, kill, code, status }) => [
          lines[start.line - 1] ?? "",
          kill?.testId ?? code ?? status,
        ]),
      ),
      read: (path) => kept.get(path) ?? "",
    };
  } finally {
    await ctx.dispose();
    rmSync(root, { recursive: true });
  }
}
