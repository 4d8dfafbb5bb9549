import type { Context, Framework, Language, Layout, Project } from "../contracts/index.js";

/** A language the project uses, and the frameworks that could test it, best first. */
export interface PresentLanguage {
  readonly language: Language;
  readonly files: number;
  readonly frameworks: readonly { readonly framework: Framework; readonly layout: Layout }[];
}

/** Which of the installed languages the project has source files of. */
export async function presentLanguages(
  languages: readonly Language[],
  frameworks: readonly Framework[],
  project: Project,
  ctx: Context,
): Promise<readonly PresentLanguage[]> {
  const present: PresentLanguage[] = [];
  for (const language of languages) {
    const files = await ctx.fs.glob(
      project.root,
      language.extensions.map((extension) => `**/*${extension}`),
      { ignore: language.ignore },
    );
    if (files.length === 0) continue;
    const detected = await Promise.all(
      frameworks
        .filter((framework) => framework.language === language.id)
        .map(async (framework) => ({ framework, layout: await framework.detect(project, ctx) })),
    );
    const best = [...detected].sort((a, b) => Number(b.layout.found) - Number(a.layout.found));
    present.push({ language, files: files.length, frameworks: best });
  }
  return present;
}
