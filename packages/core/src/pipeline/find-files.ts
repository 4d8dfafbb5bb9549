import { createHash } from "node:crypto";
import { extname, join } from "node:path";
import ignore from "ignore";
import type { Context, Language } from "../contracts/index.js";
import type { SkippedFile, SourceFile } from "../model/index.js";
import type { RunSettings } from "./run-state.js";

const LARGEST_SOURCE = 1024 * 1024;

/** A source file and the language that reads it. */
export interface FoundFile {
  readonly file: SourceFile;
  readonly language: Language;
}

/** Finds and reads the source files under the settings' paths; ignored and unreadable files are left out, the latter with a reason. */
export async function findFiles(
  settings: RunSettings,
  ctx: Context,
): Promise<{ readonly found: readonly FoundFile[]; readonly skipped: readonly SkippedFile[] }> {
  const { root } = settings.project;
  const excluded = await exclusion(settings, root, ctx);
  const found: FoundFile[] = [];
  const skipped: SkippedFile[] = [];
  const seen = new Set<string>();
  for (const path of settings.paths) {
    const stat = await ctx.fs.stat(join(root, path));
    const named = stat?.kind === "file";
    const files = named ? [path] : await globSources(root, path, settings.languages, ctx);
    for (const file of files) {
      if (seen.has(file) || (!named && excluded(file))) continue;
      seen.add(file);
      const language = settings.languages.find((one) => one.extensions.includes(extname(file).toLowerCase()));
      if (language === undefined) {
        skipped.push({
          path: file,
          code: "no-language",
          reason: "no installed language reads this kind of file",
          hint: "run: autotest plugins",
        });
        continue;
      }
      const read = await readSource(root, file, ctx);
      if ("code" in read) skipped.push(read);
      else found.push({ file: read, language });
    }
  }
  return { found, skipped };
}

async function globSources(
  root: string,
  folder: string,
  languages: readonly Language[],
  ctx: Context,
): Promise<readonly string[]> {
  const prefix = folder === "." || folder === "" ? "" : `${folder.replace(/\/+$/, "")}/`;
  const extensions = languages.flatMap((language) => language.extensions);
  const names = await ctx.fs.glob(
    join(root, folder),
    extensions.map((extension) => `**/*${extension}`),
    {
      ignore: languages.flatMap((language) => language.ignore),
    },
  );
  return names.map((name) => prefix + name);
}

async function exclusion(settings: RunSettings, root: string, ctx: Context): Promise<(path: string) => boolean> {
  const rules = ignore().add([...settings.exclude]);
  const ignoreFile = join(root, ".gitignore");
  if (await ctx.fs.exists(ignoreFile)) rules.add(await ctx.fs.readText(ignoreFile).catch(() => ""));
  return (path) => rules.ignores(path);
}

async function readSource(root: string, path: string, ctx: Context): Promise<SourceFile | SkippedFile> {
  const absolute = join(root, path);
  const stat = await ctx.fs.stat(absolute);
  if (stat !== null && stat.size > LARGEST_SOURCE) {
    return {
      path,
      code: "too-large",
      reason: `${Math.round(stat.size / 1024)} KiB; files over 1 MiB are not analysed`,
    };
  }
  try {
    const bytes = await ctx.fs.read(absolute);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { path, text, hash: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    if (error instanceof TypeError)
      return {
        path,
        code: "encoding",
        reason: "the file is not valid UTF-8",
        hint: "save it as UTF-8, or leave it out with `exclude`",
      };
    return {
      path,
      code: "unreadable",
      reason: `could not be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`,
    };
  }
}
