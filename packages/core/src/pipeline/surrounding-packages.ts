import { dirname, join } from "node:path";
import type { Context } from "../contracts/index.js";

const WORKSPACE_FILES = ["pnpm-workspace.yaml", "lerna.json"];

/**
 * Folders above a project that belong to its monorepo and hold packages its code can reach, nearest first. What lies above the
 * repository is not looked at.
 */
export async function surroundingPackages(root: string, ctx: Context): Promise<readonly string[]> {
  const found: string[] = [];
  for (let folder = root; !(await ctx.fs.exists(join(folder, ".git"))); ) {
    const above = dirname(folder);
    if (above === folder) break;
    folder = above;
    if ((await ctx.fs.exists(join(folder, "node_modules"))) && (await isMonorepo(folder, ctx))) found.push(folder);
  }
  return found;
}

async function isMonorepo(folder: string, ctx: Context): Promise<boolean> {
  for (const name of WORKSPACE_FILES) if (await ctx.fs.exists(join(folder, name))) return true;
  const manifest = join(folder, "package.json");
  if (!(await ctx.fs.exists(manifest))) return false;
  try {
    return "workspaces" in JSON.parse(new TextDecoder().decode(await ctx.fs.read(manifest)));
  } catch {
    return false;
  }
}

/** Puts next to a project's copy what its code finds above it: linked packages, and the settings that files inherit. */
export async function copySurroundings(from: string, to: string, ctx: Context): Promise<void> {
  await ctx.fs.makeDirectory(to);
  await ctx.fs.link(await ctx.fs.realPath(join(from, "node_modules")), join(to, "node_modules"));
  const inherited = (await ctx.fs.list(from)).filter((name) => /^(package|tsconfig(\..+)?)\.json$/.test(name));
  await Promise.all(inherited.map((name) => ctx.fs.copy(join(from, name), join(to, name))));
}
