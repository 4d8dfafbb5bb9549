import type { Candidate, EmitRequest, EmittedSuite } from "@autotest/core";
import { framework } from "../framework.js";
import { analysisOf, createProject, groupsOf, header, language, sourceFile, type TestProject } from "./project.js";

/** A project of one source file, for which suites are emitted and run by real Mocha. */
export interface SuiteProject extends TestProject {
  emit(tests: readonly Candidate[], existing?: string): EmittedSuite;
  /** Titles of the tests that failed, with the first line of why. */
  failures(suite: EmittedSuite): Promise<readonly string[]>;
}

/** The one source file. */
export interface SuiteSource {
  /** The first lines, in each kind of module. */
  readonly load: { readonly esm: string; readonly commonjs: string };
  readonly body: string;
  /** What it exports, as in `export { ... }`. */
  readonly names: string;
  /** Its units, as `analysisOf` takes them. */
  readonly units: object;
}

/** Makes the project; `more` are other files of it, of which `src/a.ts` takes the place of the source. */
export async function suiteProject(
  kind: "esm" | "commonjs",
  { load, body, names, units }: SuiteSource,
  more: { readonly [path: string]: string } = {},
): Promise<SuiteProject> {
  const isModule = kind === "esm";
  const made = createProject(
    {
      "package.json": JSON.stringify({ type: isModule ? "module" : "commonjs" }),
      "lib/a.js": `${load[kind]}${body}${isModule ? `export { ${names} };` : `module.exports = { ${names} };`}`,
      ...more,
    },
    ["mocha", "tsx"],
  );
  const { project, ctx } = made;
  const file = sourceFile("src/a.ts" in more ? "src/a.ts" : "lib/a.js");
  const layout = await framework.detect(project, ctx);
  const analysis = analysisOf(kind, units as never);
  const path = framework.place(file, analysis, layout);
  const base: Omit<EmitRequest, "groups"> = { project, layout, language, file, analysis, path, header };
  return {
    ...made,
    emit: (tests, existing) =>
      framework.emit({ ...base, groups: groupsOf(...tests), ...(existing === undefined ? {} : { existing }) }),
    async failures({ text, tests }) {
      made.write(path, text);
      const run = await framework.run({ project, layout: await framework.detect(project, ctx), files: [path] }, ctx);
      if (run.status !== "complete") throw new Error(`${run.problem.message}\n${run.output}\n${text}`);
      if (run.tests.length !== tests.length) throw new Error(`${run.tests.length} of ${tests.length} tests ran`);
      return run.tests
        .filter(({ outcome }) => outcome !== "passed")
        .map(({ testId, message }) => `${testId.split(" > ").at(-1)}: ${message?.split("\n")[0]}`);
    },
  };
}
