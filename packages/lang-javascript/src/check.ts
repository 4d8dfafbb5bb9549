import { join } from "node:path";
import type { Check, Context, Project } from "@autotest/core";
import { nodeCommand } from "./node-command.js";

/** Node, package.json and installed dependencies. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  return [await checkNode(project, ctx), ...(await checkPackage(project, ctx))];
}

async function checkNode(project: Project, ctx: Context): Promise<Check> {
  const command = await nodeCommand(project, ctx);
  if (!command.ok)
    return {
      name: "Node",
      ok: false,
      detail: command.problem.message,
      ...(command.problem.hint ? { fix: command.problem.hint } : {}),
    };
  const [major = 0, minor = 0] = command.version.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  const detail = `${command.version} at ${command.file}`;
  return ok
    ? { name: "Node", ok, detail }
    : { name: "Node", ok, detail: `${detail}; at least 20.19 is needed`, fix: "install Node 20.19 or later" };
}

async function checkPackage(project: Project, ctx: Context): Promise<readonly Check[]> {
  const path = join(project.root, "package.json");
  if (!(await ctx.fs.exists(path))) {
    return [
      {
        name: "package.json",
        ok: false,
        required: false,
        detail: "none; files are treated as CommonJS unless they say otherwise",
        fix: "npm init -y",
      },
    ];
  }
  let names: readonly string[];
  try {
    const manifest = JSON.parse(await ctx.fs.readText(path)) as { dependencies?: object; devDependencies?: object };
    names = [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})];
  } catch (error) {
    return [
      { name: "package.json", ok: false, detail: `cannot be read: ${String((error as Error).message).split("\n")[0]}` },
    ];
  }
  const missing: string[] = [];
  for (const name of names) if (!(await ctx.fs.exists(join(project.root, "node_modules", name)))) missing.push(name);
  const found: Check = { name: "package.json", ok: true, detail: `${names.length} dependencies` };
  if (missing.length === 0) return [found];
  const shown = missing.slice(0, 3).join(", ");
  return [
    found,
    {
      name: "Installed packages",
      ok: false,
      required: false,
      detail: `missing: ${shown}${missing.length > 3 ? ` and ${missing.length - 3} more` : ""}`,
      fix: await installCommand(project, ctx),
    },
  ];
}

async function installCommand(project: Project, ctx: Context): Promise<string> {
  if (await ctx.fs.exists(join(project.root, "pnpm-lock.yaml"))) return "pnpm install";
  return (await ctx.fs.exists(join(project.root, "yarn.lock"))) ? "yarn install" : "npm install";
}
