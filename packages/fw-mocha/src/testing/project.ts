import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type Analysis,
  type Candidate,
  createNodeContext,
  type Language,
  type NodeContext,
  type Project,
  type ScenarioCandidate,
  type SourceFile,
  type SuiteHeader,
  type TestGroup,
  type Unit,
  type Value,
} from "@autotest/core";
import { afterAll } from "vitest";
import { printValue } from "./print-value.js";

const require = createRequire(import.meta.url);

/** A small project on disk, for tests only. */
export interface TestProject {
  readonly project: Project;
  readonly ctx: NodeContext;
  read(path: string): string;
  write(path: string, text: string): void;
}

const made: TestProject[] = [];
afterAll(async () => {
  for (const { ctx, project } of made.splice(0)) {
    await ctx.dispose();
    rmSync(project.root, { recursive: true, force: true });
  }
});

/** Writes `files` into a new folder, with the given packages linked into its node_modules. Gone when the test file has ended. */
export function createProject(
  files: { readonly [path: string]: string },
  packages: readonly string[] = ["mocha"],
  options: Project["options"] = {},
): TestProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "fw-mocha-")));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  for (const name of packages)
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(root, "node_modules", name));
  const opened: TestProject = {
    project: { root, workspace: root, options },
    ctx: createNodeContext({ cwd: root, env: { PATH: process.env.PATH ?? "", HOME: root } }),
    read: (path) => readFileSync(join(root, path), "utf8"),
    write,
  };
  made.push(opened);
  return opened;
}

/** A language that can only print. */
export const language: Language = {
  id: "javascript",
  dialect: { invoke: "()" },
  print: printValue,
} as unknown as Language;

/** An analysis of a file with the given units: name to parameter names. */
export function analysisOf(
  moduleKind: "esm" | "commonjs",
  units: { readonly [name: string]: readonly string[] | Partial<Unit> },
): Extract<Analysis, { ok: true }> {
  const made = Object.entries(units).map(([name, about]) => {
    const given = Array.isArray(about)
      ? {
          parameters: (about as readonly string[]).map((parameter) => ({
            name: parameter,
            kind: "positional",
            optional: false,
            shapes: [],
          })),
        }
      : about;
    return {
      id: name,
      name,
      kind: name.includes(".") ? "method" : "function",
      ref: `:${name}`,
      parameters: [],
      async: false,
      generator: false,
      ...given,
    } as unknown as Unit;
  });
  return { ok: true, units: made, constants: [], importName: moduleKind, moduleKind };
}

/** A source file. */
export function sourceFile(path: string, text = ""): SourceFile {
  return { path, text, hash: "0123456789abcdef" };
}

/** A candidate that calls a function and expects a value back. */
export function returns(
  unit: string,
  title: string,
  args: readonly Value[],
  value: Value,
  more: Partial<Extract<Candidate["assertions"][number], { kind: "returns" }>> = {},
): Candidate {
  return candidate(unit, title, { kind: "function", ref: `:${unit}`, args }, [
    { basis: "observed", kind: "returns", value, via: "call", ...more },
  ]);
}

/** A candidate. */
export function candidate(
  unit: string,
  title: string,
  act: ScenarioCandidate["scenario"]["act"],
  assertions: Candidate["assertions"],
  arrange: ScenarioCandidate["scenario"]["arrange"] = [],
): Candidate {
  return {
    id: `${unit}: ${title}`,
    path: "",
    unit,
    engine: "test",
    goals: [],
    title,
    scenario: { arrange, act },
    assertions,
  };
}

/** The header all test suites carry. */
export const header: SuiteHeader = {
  version: "0.1.0",
  seed: 1,
  fingerprint: "0123456789abcdef",
  command: "autotest generate lib/a.js",
};

/** Groups of single tests, by unit. */
export function groupsOf(...tests: readonly Candidate[]): readonly TestGroup[] {
  const units = [...new Set(tests.map(({ unit }) => unit))];
  return units.map((unit) => ({
    unit,
    entries: tests.filter((test) => test.unit === unit).map((test) => ({ kind: "single" as const, test })),
  }));
}
