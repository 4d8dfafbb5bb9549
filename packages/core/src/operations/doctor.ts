import { join } from "node:path";
import type { Check, Context, Framework, Language, MutationBackend, Project } from "../contracts/index.js";
import type { Isolation, Sandbox } from "../ports/isolation/isolation.js";
import { presentLanguages } from "./present-languages.js";

/** What there is to be checked for a project. */
export interface Installed {
  readonly languages: readonly Language[];
  readonly frameworks: readonly Framework[];
  readonly backends: readonly MutationBackend[];
}

/** Checks what this project needs on this machine. Runs nothing of the project and writes nothing into it. */
export async function doctor(
  { languages, frameworks, backends }: Installed,
  project: Project,
  { asked, isolation }: { readonly asked: Sandbox; readonly isolation: Isolation },
  ctx: Context,
): Promise<readonly Check[]> {
  const present = await presentLanguages(languages, frameworks, project, ctx);
  const parts = await Promise.all(
    present.map(async ({ language, frameworks: [best] }) => [
      ...(await language.check(project, ctx)),
      ...(best ? await best.framework.check(project, ctx) : [noFramework(language)]),
      ...(await mutationChecks(backends, language, project, ctx)),
    ]),
  );
  return [
    ...(present.length === 0 ? [noLanguage(languages)] : []),
    ...parts.flat(),
    await gitCheck(ctx),
    isolationCheck(asked, isolation),
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

/** The tools that could mutate a language: with a version, or what to do. Tests can be written without any. */
async function mutationChecks(
  backends: readonly MutationBackend[],
  language: Language,
  project: Project,
  ctx: Context,
): Promise<readonly Check[]> {
  const fitting = backends.filter(({ languages }) => languages.includes(language.id));
  const checks = await Promise.all(fitting.map((backend) => backend.check(project, ctx)));
  return checks.flat().map((check) => {
    const detail = check.ok ? check.detail : `${check.detail} (only \`autotest mutate\` needs it)`;
    return { ...check, detail, required: false };
  });
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

const HOLDS: { readonly [level in Isolation["level"]]: string } = {
  "L0 off": "a private copy, a scrubbed environment and limits on time, nothing else",
  "L1 portable": "a private copy, a scrubbed environment, refused effects, limits on time, memory and processes",
  "L2 namespaces": "L1, and no sight of home, other processes and the network; only the copy can be written",
};

function isolationCheck(asked: Sandbox, { level, reason, fix }: Isolation): Check {
  const holds = `${level}: ${HOLDS[level]}`;
  if (level === "L2 namespaces") return { name: "Isolation", ok: true, detail: holds };
  return {
    name: "Isolation",
    ok: false,
    detail: reason === undefined ? holds : `${holds}. No more because ${reason}`,
    ...(fix === undefined ? {} : { fix }),
    required: asked === "require",
  };
}
