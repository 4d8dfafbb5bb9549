import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createNodeContext, type NodeContext, type Project } from "@autotest/core";

/** The Python with pytest and coverage that the repository's set-up makes. */
export const PYTHON: string = fileURLToPath(new URL("../../../../.tools/python/bin/python", import.meta.url));

/** A project in a temporary folder, and the context to work on it. */
export interface RealProject {
  readonly root: string;
  readonly project: Project;
  readonly ctx: NodeContext;
  write(files: { readonly [path: string]: string }): void;
  dispose(): Promise<void>;
}

/** Makes a project of the given files; it is its own workspace. */
export function realProject(files: { readonly [path: string]: string }, options: Project["options"] = {}): RealProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "fw-pytest-")));
  const ctx = createNodeContext({ cwd: root, env: { PATH: process.env.PATH ?? "" } });
  const write = (more: { readonly [path: string]: string }): void => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write(files);
  return {
    root,
    project: { root, workspace: root, options: { "lang-python": { interpreter: PYTHON }, ...options } },
    ctx,
    write,
    dispose: async () => {
      await ctx.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
