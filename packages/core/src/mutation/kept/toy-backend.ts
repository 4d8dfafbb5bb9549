import { join } from "node:path";
import type { MutationBackend, MutationReport, MutationRequest } from "../../contracts/index.js";

type Mutant = MutationReport["files"][string]["mutants"][number];

/** A mutation tool for the toy language, that counts. For tests only. */
export interface ToyBackend extends MutationBackend {
  /** What was tried, run by run. */
  readonly tried: (readonly string[])[];
  version: string;
  /** It breaks off behind so many mutants. */
  stopsAfter: number;
}

/** Each rule has one mutant, which is too late beside others where it says `slow`. Tests that name its function run it, and kill it where they name its line too (`kills 3`). */
export function createToyBackend(): ToyBackend {
  const toy: ToyBackend = {
    id: "toymutants",
    name: "Toymutants",
    languages: ["toy"],
    tried: [],
    version: "1.0",
    stopsAfter: Number.POSITIVE_INFINITY,
    check: async () => [{ name: "Toymutants", ok: true, detail: toy.version, required: false }],
    fingerprint: async () => toy.version,
    moveId: (id, lines) => id.replace(/\d+$/, (line) => String(Number(line) + lines)),
    async run({ project, layout, files, tests = layout.testFiles, only, concurrency = 1 }, { fs }) {
      const suites = await Promise.all(
        tests.map(async (path) => ({ path, text: await fs.readText(join(project.workspace, path)) })),
      );
      const report: MutationReport = {
        schemaVersion: "2.0",
        thresholds: { high: 80, low: 60 },
        files: {},
        testFiles: {},
      };
      let left = toy.stopsAfter;
      const tried: string[] = [];
      for (const file of files) {
        const source = await fs.readText(join(project.workspace, file.path));
        const mutants = mutantsOf(file, source, suites, only).map((mutant): Mutant => {
          const isSlow = source.split("\n")[mutant.location.start.line - 1]?.includes("slow") && concurrency > 1;
          if (left-- <= 0) return { ...mutant, status: "Pending" };
          tried.push(mutant.id);
          return isSlow ? { ...mutant, status: "Timeout" } : mutant;
        });
        report.files[file.path] = { language: "toy", source, mutants };
      }
      toy.tried.push(tried);
      return { ok: true, report, tool: `Toymutants ${toy.version}`, complete: left >= 0, problems: [] };
    },
  };
  return toy;
}

function mutantsOf(
  { path, lines }: MutationRequest["files"][number],
  source: string,
  suites: readonly { readonly path: string; readonly text: string }[],
  only: readonly string[] | undefined,
): Mutant[] {
  let unit = "";
  return source.split("\n").flatMap((text, at) => {
    unit = /^fn (\w+)/.exec(text)?.[1] ?? unit;
    const line = at + 1;
    const id = `${path}:${line}`;
    if (!text.startsWith("  ") || (only && !only.includes(id))) return [];
    if (lines && !lines.some(({ from, to }) => from <= line && to >= line)) return [];
    const runs = suites.filter((suite) => suite.text.includes(`:${unit}"`));
    const killers = runs.filter((suite) => suite.text.includes(`kills ${text.trim()}\n`));
    const status = runs.length === 0 ? "NoCoverage" : killers.length === 0 ? "Survived" : "Killed";
    const location = { start: { line, column: 3 }, end: { line, column: text.length + 1 } };
    const coveredBy = runs.map((suite) => suite.path);
    return [{ id, mutatorName: "Rule", location, replacement: "-> 0", status, coveredBy }];
  });
}
