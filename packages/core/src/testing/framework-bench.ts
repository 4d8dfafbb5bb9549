import { dirname, join } from "node:path";
import type { Analysis, EmittedSuite, Framework, Layout, SuiteHeader, TestRun } from "../contracts/index.js";
import type { Candidate, SourceFile } from "../model/index.js";
import { groupTests } from "../pipeline/group-tests.js";
import { type TestContext, withTestContext } from "./create-test-context.js";
import type { FrameworkFixture } from "./framework-fixture.js";
import { analyzeSource } from "./read-source.js";

/** A framework set up on its fixture, ready to write and run suites. */
export interface FrameworkBench {
  readonly context: TestContext;
  readonly layout: Layout;
  readonly file: SourceFile;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** Where the suite belongs. */
  readonly path: string;
  readonly header: SuiteHeader;
  /** Writes a suite as text. */
  emit(candidates: readonly Candidate[], existing?: string): EmittedSuite;
  /** Puts a suite into the working copy. */
  stage(suite: EmittedSuite): Promise<void>;
  /** Runs the suite in the working copy. */
  run(settings?: {
    readonly orderSeed?: number;
    readonly hashSeed?: number;
    readonly cover?: readonly string[];
    readonly timeoutMs?: number;
  }): Promise<TestRun>;
}

/** Sets a framework up in a fresh project, uses it, and cleans up. */
export function withFramework<T>(
  framework: Framework,
  fixture: FrameworkFixture,
  use: (bench: FrameworkBench) => Promise<T>,
): Promise<T> {
  return withTestContext(fixture, async (context) => {
    const { project } = context;
    const layout = await framework.detect(project, context);
    const { file, analysis } = await analyzeSource(fixture.language, fixture.path, context);
    const path = framework.place(file, analysis, layout);
    const header: SuiteHeader = {
      version: "1.2.3",
      seed: 7,
      fingerprint: file.hash,
      command: `autotest generate --path ${file.path}`,
    };
    return use({
      context,
      layout,
      file,
      analysis,
      path,
      header,
      emit: (candidates, existing) =>
        framework.emit({
          project,
          layout,
          language: fixture.language,
          file,
          analysis,
          path,
          groups: groupTests(candidates, analysis.units),
          header,
          ...(existing === undefined ? {} : { existing }),
        }),
      async stage(suite) {
        for (const one of [{ path, text: suite.text }, ...suite.support]) {
          const place = join(project.workspace, one.path);
          await context.fs.makeDirectory(dirname(place));
          await context.fs.write(place, one.text);
        }
      },
      run: (settings = {}) => framework.run({ project, layout, files: [path], ...settings }, context),
    });
  });
}
