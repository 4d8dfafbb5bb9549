import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type Analysis,
  createNodeContext,
  type GivenMutant,
  type NodeContext,
  type Probe,
  type ProbeOpening,
  type Project,
  type Scenario,
  type SourceFile,
  type Value,
} from "@autotest/core";
import { afterAll } from "vitest";
import { javascriptLanguage } from "../javascript-language.js";

/** A project of a few files on disk, for tests. */
export interface TemporaryProject {
  readonly project: Project;
  readonly ctx: NodeContext;
  file(path: string): SourceFile;
  analyze(path: string): Promise<Extract<Analysis, { ok: true }>>;
  open(path: string, mutants?: readonly GivenMutant[]): Promise<ProbeOpening>;
  /** Opens, fails the test when that is not possible. */
  probe(path: string, mutants?: readonly GivenMutant[]): Promise<Probe>;
  remove(): Promise<void>;
}

const made = new Set<TemporaryProject>();
afterAll(() => Promise.all([...made].map((project) => project.remove())));

/** Writes `files` (relative path to text) into a new folder, which is gone when the test file has ended at the latest. */
export function temporaryProject(files: { readonly [path: string]: string }): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lang-javascript-")));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const ctx = createNodeContext({ cwd: root, env: { PATH: process.env.PATH ?? "" } });
  const project: Project = { root, workspace: root, options: {} };
  const file = (path: string): SourceFile => ({ path, text: files[path] ?? "", hash: "" });
  const analyze = async (path: string): Promise<Extract<Analysis, { ok: true }>> => {
    const analysis = await javascriptLanguage.analyze(file(path), project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    return analysis;
  };
  const open = async (path: string, mutants?: readonly GivenMutant[]): Promise<ProbeOpening> => {
    const request = { project, file: file(path), analysis: await analyze(path), seed: 1, fuel: 20_000 };
    return javascriptLanguage.openProbe({ ...request, ...(mutants === undefined ? {} : { mutants }) }, ctx);
  };
  const opened: TemporaryProject = {
    project,
    ctx,
    file,
    analyze,
    open,
    async probe(path, mutants) {
      const opening = await open(path, mutants);
      if (!opening.ok) throw new Error(`${opening.problem.code}: ${opening.problem.message}`);
      return opening.probe;
    },
    async remove() {
      made.delete(opened);
      await ctx.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
  made.add(opened);
  return opened;
}

/** A scenario that calls an export. */
export function call(ref: string, ...args: readonly Value[]): Scenario {
  return { arrange: [], act: { kind: "function", ref, args } };
}
