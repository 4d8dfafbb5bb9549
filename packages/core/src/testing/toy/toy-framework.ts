import { join } from "node:path";
import type { Framework, RunRequest, SuiteHeader, TestOutcome, TestRun } from "../../contracts/index.js";
import type { Candidate, FileCoverage } from "../../model/index.js";
import { createRandom } from "../../ports/random.js";
import { runToy } from "./toy-runtime.js";
import { readToy, type ToyFunction } from "./toy-source.js";

const HEADER = "# made by autotest ";
const FOLDER = "checks";

/** What a line of a suite says. */
interface ToyTest extends Pick<Candidate, "id" | "title" | "path" | "scenario" | "assertions"> {}

/** Writes one `test {...}` line for each test of a toy file, and runs such files without a process. */
export function createToyFramework(): Framework {
  return {
    id: "toycheck",
    name: "Toycheck",
    language: "toy",
    async detect(project, ctx) {
      const testFiles = await ctx.fs.glob(project.root, [`${FOLDER}/**/*_check.toy`]);
      const found = testFiles.length > 0 || (await ctx.fs.exists(join(project.root, "toycheck.json")));
      const reason = found ? "toycheck.json or checks were found" : "neither toycheck.json nor checks were found";
      return {
        found,
        reason,
        testDirectory: FOLDER,
        testFiles,
        command: "toycheck",
        quote: "double",
        indent: "",
        style: "bdd",
        details: {},
      };
    },
    place: (file, _analysis, layout) => `${layout.testDirectory}/${file.path.replace(/\.toy$/, "_check.toy")}`,
    emit({ groups, header, existing = "", path }) {
      const newline = existing.includes("\r\n") ? "\r\n" : "\n";
      const tests = groups.flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === "single" ? [entry.test] : entry.cases)),
      );
      const kept = existing
        .split(newline)
        .filter((line) => line !== "" && !line.startsWith(HEADER) && !line.includes('"autotest":true'));
      const lines = tests.map(
        ({ id, title, path: source, scenario, assertions }) =>
          `test ${JSON.stringify({ autotest: true, id, title, path: source, scenario, assertions })}`,
      );
      const text = [HEADER + JSON.stringify(header), ...kept, ...lines, ""].join(newline);
      return { text, tests: tests.map(({ id }) => ({ candidate: id, testId: `${path}::${id}` })), support: [] };
    },
    readHeader(text) {
      const line = text.split(/\r?\n/).find((one) => one.startsWith(HEADER));
      return line === undefined ? null : (JSON.parse(line.slice(HEADER.length)) as SuiteHeader);
    },
    run: (request, ctx) => runSuites(request, (path) => ctx.fs.readText(join(request.project.workspace, path))),
    check: async () => [{ name: "Toycheck", ok: true, detail: "built in" }],
    scaffold: () => [{ path: "toycheck.json", text: "{}\n" }],
  };
}

async function runSuites(request: RunRequest, read: (path: string) => Promise<string>): Promise<TestRun> {
  if ((request.timeoutMs ?? 120_000) < 10)
    return { status: "timeout", problem: { code: "timeout", message: "took too long" }, output: "" };
  const tests: TestOutcome[] = [];
  const lines = new Map<string, Set<number>>();
  for (const file of request.files.length > 0 ? request.files : request.layout.testFiles) {
    const text = await read(file);
    const suite = readToy(text);
    if (!suite.ok) return { status: "error", problem: { code: "load-failed", message: suite.reason }, output: "" };
    for (const line of text.split(/\r?\n/).filter((one) => one.startsWith("test "))) {
      const test = JSON.parse(line.slice("test ".length)) as ToyTest;
      const source = readToy(await read(test.path));
      const functions = source.ok ? source.functions : [];
      const message = failureOf(functions, test);
      const reached = lines.get(test.path) ?? new Set();
      for (const one of linesReached(functions, test)) reached.add(one);
      lines.set(test.path, reached);
      tests.push({
        file,
        testId: `${file}::${test.id}`,
        outcome: message === null ? "passed" : "failed",
        ...(message === null ? {} : { message }),
        milliseconds: 0,
      });
    }
  }
  if (request.orderSeed !== undefined) shuffle(tests, request.orderSeed);
  const cover = request.cover ?? [];
  const coverage = await Promise.all(
    cover.map(async (path) => coverageOf(path, readToy(await read(path)), lines.get(path) ?? new Set())),
  );
  return { status: "complete", tests, coverage: cover.length === 0 ? null : coverage, problems: [] };
}

function failureOf(functions: readonly ToyFunction[], { scenario, assertions }: ToyTest): string | null {
  const { outcome } = runToy(functions, scenario);
  for (const assertion of assertions) {
    if (
      assertion.kind === "returns" &&
      outcome.kind === "returned" &&
      JSON.stringify(outcome.value) === JSON.stringify(assertion.value)
    )
      continue;
    if (assertion.kind === "raises" && outcome.kind === "raised" && outcome.type === assertion.type) continue;
    return `expected ${JSON.stringify(assertion)}, got ${JSON.stringify(outcome)}`;
  }
  return null;
}

function linesReached(functions: readonly ToyFunction[], { scenario }: ToyTest): readonly number[] {
  const heads = new Map(functions.map(({ name, line }) => [name, line]));
  return runToy(functions, scenario).goals.map((goal) => {
    const [name = "", line] = goal.split(" ");
    return line === "entry" ? heads.get(name)! : Number(line);
  });
}

function coverageOf(path: string, source: ReturnType<typeof readToy>, reached: ReadonlySet<number>): FileCoverage {
  const functions = source.ok ? source.functions : [];
  const all = functions.flatMap(({ line, rules }) => [
    line,
    ...rules.flatMap((rule) => (rule.condition === undefined ? [] : [rule.line])),
  ]);
  const [coveredLines, missedLines] = [
    all.filter((line) => reached.has(line)),
    all.filter((line) => !reached.has(line)),
  ];
  const lines = { covered: coveredLines.length, total: all.length };
  return { path, lines, branches: { covered: 0, total: 0 }, coveredLines, missedLines, missedBranches: [] };
}

function shuffle(tests: TestOutcome[], seed: number): void {
  const random = createRandom(seed).stream("order");
  for (let last = tests.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [tests[last], tests[other]] = [tests[other]!, tests[last]!];
  }
}
