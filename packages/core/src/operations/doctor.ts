import { join } from "node:path";
import type { Check, Context, Framework, Language, Project } from "../contracts/index.js";
import { presentLanguages } from "./present-languages.js";

/** Checks what this project needs on this machine. Runs nothing of the project and writes nothing into it. */
export async function doctor(
  languages: readonly Language[],
  frameworks: readonly Framework[],
  project: Project,
  ctx: Context,
): Promise<readonly Check[]> {
  const present = await presentLanguages(languages, frameworks, project, ctx);
  const parts = await Promise.all(
    present.map(async ({ language, frameworks: [best] }) => [
      ...(await language.check(project, ctx)),
      ...(best ? await best.framework.check(project, ctx) : [noFramework(language)]),
    ]),
  );
  return [
    ...(present.length === 0 ? [noLanguage(languages)] : []),
    ...parts.flat(),
    await gitCheck(ctx),
    isolationCheck(),
  ];
}

function noLanguage(languages: readonly Language[]): Check {
  const names = languages.map((language) => language.name).join(", ");
  return {
    name: "Source files",
    ok: false,
    detail: `no files of an installed language here (${names})`,
    fix: "cd to your project",
  };
}

function noFramework(language: Language): Check {
  return {
    name: "Test framework",
    ok: false,
    detail: `no installed test framework tests ${language.name}`,
    fix: "autotest plugins",
  };
}

async function gitCheck(ctx: Context): Promise<Check> {
  const inside = await ctx.fs.exists(join(ctx.cwd, ".git"));
  return {
    name: "Version control",
    ok: inside,
    detail: inside ? "a git work tree" : "not the top of a git work tree: changes cannot be undone with git",
    required: false,
  };
}

function isolationCheck(): Check {
  return {
    name: "Isolation",
    ok: true,
    detail: "L1 portable: a private copy, a scrubbed environment, refused effects, limits on time and memory",
  };
}
