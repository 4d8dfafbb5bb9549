import { delimiter, join } from "node:path";
import type { Context, Project } from "@autotest/core";

/** A Python that may run the project, and where it was found. */
export interface Interpreter {
  /** Absolute, or as the user wrote it. */
  readonly file: string;
  /** In words: `.venv`, `VIRTUAL_ENV`, `PATH`. */
  readonly origin: string;
}

/** The project's interpreter: the one configured for the language, else the active or the project's environment, else PATH. */
export async function findInterpreter(project: Project, ctx: Context): Promise<Interpreter | null> {
  const configured = project.options["lang-python"]?.interpreter;
  if (typeof configured === "string" && configured !== "")
    return { file: absolute(configured, project.root), origin: "options" };
  for (const [folder, origin] of environments(project, ctx)) {
    for (const file of [join(folder, "bin", "python"), join(folder, "Scripts", "python.exe")]) {
      if (await ctx.fs.exists(file)) return { file, origin };
    }
  }
  for (const folder of (ctx.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const name of ["python3", "python", "python.exe"]) {
      const file = join(folder, name);
      if (await ctx.fs.exists(file)) return { file, origin: "PATH" };
    }
  }
  return null;
}

function environments(project: Project, ctx: Context): readonly (readonly [string, string])[] {
  const active = ctx.env.VIRTUAL_ENV;
  return [
    ...(active ? [[active, "VIRTUAL_ENV"] as const] : []),
    [join(project.root, ".venv"), ".venv"],
    [join(project.root, "venv"), "venv"],
  ];
}

/** A bare command name is left to PATH; anything with a slash is meant from the project root. */
function absolute(file: string, root: string): string {
  return file.includes("/") || file.includes("\\")
    ? join(file.startsWith("/") || /^[A-Za-z]:/.test(file) ? "" : root, file)
    : file;
}
