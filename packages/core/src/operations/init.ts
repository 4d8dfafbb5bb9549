import { join } from "node:path";
import type { CiTemplate, Context, Framework, Language, NewFile, Project } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { presentLanguages } from "./present-languages.js";

/** The configuration file that `init` writes. */
export const CONFIG_FILE = ".codex-autotest.yaml";

/** What `init` may be told; the rest is found out. */
export interface InitOptions {
  /** Only this language, by id. */
  readonly template?: string;
  /** This framework for it, by id. */
  readonly framework?: string;
  /** CI system, by id. */
  readonly ci?: string;
  /** Only say what would be written. Default false. */
  readonly dryRun?: boolean;
}

/** What `init` found and wrote, or would write. */
export interface InitResult {
  readonly languages: readonly {
    readonly language: string;
    readonly framework: string;
    readonly files: number;
    readonly reason: string;
  }[];
  readonly created: readonly NewFile[];
  /** Files that were there already and stay as they are. */
  readonly kept: readonly string[];
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
  openForWriting: RunSettings["openForWriting"],
  ctx: Context,
): Promise<InitResult> {
  const chosen = await choose(options, parts, project, ctx);
  const files = [
    { path: CONFIG_FILE, text: configText(chosen) },
    ...chosen.flatMap(({ framework, layout }) => framework.scaffold(project, layout)),
    ...ciFiles(options, parts, chosen),
  ];
  const writable = openForWriting(
    ["."],
    files.map((file) => file.path),
  );
  const created: NewFile[] = [];
  const kept: string[] = [];
  for (const file of files) {
    if (await ctx.fs.exists(join(project.root, file.path))) {
      kept.push(file.path);
      continue;
    }
    created.push(file);
    if (options.dryRun) continue;
    const path = join(project.root, file.path);
    await writable.makeDirectory(join(path, ".."));
    await writable.write(path, file.text);
  }
  return {
    languages: chosen.map(({ language, framework, layout, files: count }) => ({
      language: language.id,
      framework: framework.id,
      files: count,
      reason: layout.reason,
    })),
    created,
    kept,
  };
}

type Chosen = {
  language: Language;
  framework: Framework;
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
  const chosen = present.flatMap(({ language, frameworks: [best], files }) =>
    best ? [{ language, ...best, files }] : [],
  );
  if (chosen.length > 0 || options.template === undefined) return chosen;
  // An empty project with a template named: set it up for what is to come.
  const [language] = languages;
  const framework = frameworks.find((one) => one.language === language?.id);
  if (language === undefined || framework === undefined) return [];
  return [{ language, framework, layout: await framework.detect(project, ctx), files: 0 }];
}

function ciFiles(options: InitOptions, parts: InitParts, chosen: readonly Chosen[]): readonly NewFile[] {
  if (options.ci === undefined) return [];
  const template = parts.ciTemplates.find((one) => one.id === options.ci);
  if (template === undefined) {
    const known = parts.ciTemplates.map((one) => one.id).join(", ") || "none is installed";
    throw new AutotestError("usage", `unknown CI template: ${options.ci}`, { hint: `one of: ${known}` });
  }
  return template.render({
    languages: chosen.map(({ language }) => language.id),
    command: "npx @autotest/cli generate",
  });
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
