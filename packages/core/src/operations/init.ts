import { join } from "node:path";
import type { CiFile, CiTemplate, Context, Framework, Language, NewFile, Project } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { type CiChoices, ciFiles } from "./ci-files.js";
import { presentLanguages } from "./present-languages.js";

/** The configuration file that `init` writes. */
export const CONFIG_FILE = ".codex-autotest.yaml";

/** What `init` may be told; the rest is found out. */
export interface InitOptions {
  /** Only this language, by id. */
  readonly template?: string;
  /** This framework for it, by id. */
  readonly framework?: string;
  /** A CI system, and what it should do there. */
  readonly ci?: CiChoices;
  /** Only the files of the CI system. Default false. */
  readonly ciOnly?: boolean;
  /** Only say what would be written. Default false. */
  readonly dryRun?: boolean;
}

/** What `init` found and wrote, or would write. */
export interface InitResult {
  readonly languages: readonly {
    readonly language: string;
    readonly framework: string;
    /** Frameworks that would do as well, by id. */
    readonly others: readonly string[];
    readonly files: number;
    readonly reason: string;
  }[];
  readonly created: readonly NewFile[];
  /** Files that were there already and stay as they are. */
  readonly kept: readonly string[];
  /** What to do by hand because of that, one line each. */
  readonly byHand: readonly string[];
}

/** The contributions `init` chooses from. */
export interface InitParts {
  readonly languages: readonly Language[];
  readonly frameworks: readonly Framework[];
  readonly ciTemplates: readonly CiTemplate[];
}

/** Writes the configuration and what the test runner needs. Never touches a file that exists. */
export async function init(
  options: InitOptions,
  parts: InitParts,
  project: Project,
  openForWriting: (ci: readonly string[]) => RunSettings["openForWriting"],
  ctx: Context,
): Promise<InitResult> {
  const chosen = await choose(options, parts, project, ctx);
  const languages = chosen.map(({ language }) => language.id);
  const ci = options.ci === undefined ? [] : ciFiles(options.ci, parts.ciTemplates, languages);
  const setUp = [
    { path: CONFIG_FILE, text: configText(chosen) },
    ...chosen.flatMap(({ framework, layout }) => framework.scaffold(project, layout)),
  ];
  const files: readonly CiFile[] = [...(options.ciOnly ? [] : setUp), ...ci];
  const writable = openForWriting(ci.map(({ path }) => path))(
    ["."],
    files.map((file) => file.path),
  );
  const created: NewFile[] = [];
  const kept: string[] = [];
  const byHand: string[] = [];
  for (const file of files) {
    if (await ctx.fs.exists(join(project.root, file.path))) {
      kept.push(file.path);
      if (file.otherwise !== undefined) byHand.push(`${file.path}: ${file.otherwise}`);
      continue;
    }
    created.push({ path: file.path, text: file.text });
    if (options.dryRun) continue;
    const path = join(project.root, file.path);
    await writable.makeDirectory(join(path, ".."));
    await writable.write(path, file.text);
  }
  return {
    languages: chosen.map(({ language, framework, others, layout, files: count }) => ({
      language: language.id,
      framework: framework.id,
      others,
      files: count,
      reason: layout.reason,
    })),
    created,
    kept,
    byHand,
  };
}

type Chosen = {
  language: Language;
  framework: Framework;
  others: readonly string[];
  layout: Awaited<ReturnType<Framework["detect"]>>;
  files: number;
};

async function choose(
  options: InitOptions,
  parts: InitParts,
  project: Project,
  ctx: Context,
): Promise<readonly Chosen[]> {
  const languages = parts.languages.filter(
    (language) => options.template === undefined || language.id === options.template,
  );
  if (languages.length === 0) {
    const known = parts.languages.map((language) => language.id).join(", ");
    throw new AutotestError("usage", `unknown template: ${options.template}`, { hint: `one of: ${known}` });
  }
  const frameworks = parts.frameworks.filter(
    (framework) => options.framework === undefined || framework.id === options.framework,
  );
  if (frameworks.length === 0) {
    const known = parts.frameworks.map((framework) => framework.id).join(", ");
    throw new AutotestError("usage", `unknown framework: ${options.framework}`, { hint: `one of: ${known}` });
  }
  const present = await presentLanguages(languages, frameworks, project, ctx);
  const chosen = present.flatMap(({ language, frameworks: [best, ...others], files }) =>
    best ? [{ language, ...best, others: others.map(({ framework }) => framework.id), files }] : [],
  );
  if (chosen.length > 0 || options.template === undefined) return chosen;
  // An empty project with a template named: set it up for what is to come.
  const [language] = languages;
  const [framework, ...others] = frameworks.filter((one) => one.language === language?.id);
  if (language === undefined || framework === undefined) return [];
  return [
    { language, framework, others: others.map(({ id }) => id), layout: await framework.detect(project, ctx), files: 0 },
  ];
}

function configText(chosen: readonly Chosen[]): string {
  const list = (ids: readonly string[]): string => `[${ids.join(", ")}]`;
  const lines = [
    "# Settings of autotest. Every key is optional; `autotest --help` and the schema tell the rest.",
    "# yaml-language-server: $schema=https://unpkg.com/@autotest/core/dist/config.schema.json",
    `languages: ${list(chosen.map(({ language }) => language.id))}`,
    `frameworks: ${list(chosen.map(({ framework }) => framework.id))}`,
    "",
    "# What to test, and what never to.",
    "include: [.]",
    "exclude: []",
    "",
    "search:",
    "  # Upper limit per file; most files need a fraction of it.",
    "  seconds: 10",
    "  seed: 1",
    "",
  ];
  return lines.join("\n");
}
