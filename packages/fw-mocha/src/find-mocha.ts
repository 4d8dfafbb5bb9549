import { dirname, join } from "node:path";
import type { Context, Problem, Project } from "@autotest/core";
import { installCommand, readManifest } from "./detect.js";

/** The project's own Mocha. */
export interface FoundMocha {
  /** Its folder, absolute. */
  readonly folder: string;
  readonly version: string;
}

const OLDEST = 10;

/** Looks for Mocha where the project's own code would find it: in the workspace, then from the root upwards. */
export async function findMocha(
  project: Project,
  ctx: Context,
): Promise<{ readonly ok: true; readonly mocha: FoundMocha } | { readonly ok: false; readonly problem: Problem }> {
  const install = `${await installCommand(project.root, await readManifest(project.root, ctx), ctx)} mocha`;
  for (const from of [project.workspace, ...upwards(project.root)]) {
    const folder = join(from, "node_modules", "mocha");
    const manifest = await readManifest(folder, ctx);
    if (typeof manifest.version !== "string") continue;
    if (Number(manifest.version.split(".")[0]) < OLDEST) {
      const message = `Mocha ${manifest.version} is installed; ${OLDEST} is the oldest that can be used`;
      return { ok: false, problem: { code: "old-mocha", message, hint: `${install}@latest` } };
    }
    return { ok: true, mocha: { folder: await ctx.fs.realPath(folder), version: manifest.version } };
  }
  return { ok: false, problem: { code: "no-mocha", message: "Mocha is not installed in this project", hint: install } };
}

function upwards(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...upwards(parent)];
}
