import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Analysis, FileSystem, Language } from "../contracts/index.js";
import type { SourceFile } from "../model/index.js";
import type { TestContext } from "./create-test-context.js";

/** A file as the first stage would hand it on. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, hash: createHash("sha256").update(text).digest("hex") };
}

/** A file of a project, read from disk. */
export async function readSource(root: string, path: string, fs: FileSystem): Promise<SourceFile> {
  return sourceFile(path, await fs.readText(join(root, path)));
}

/** A file and its analysis; throws when it cannot be analysed. */
export async function analyzeSource(
  language: Language,
  path: string,
  context: TestContext,
): Promise<{ readonly file: SourceFile; readonly analysis: Extract<Analysis, { ok: true }> }> {
  const file = await readSource(context.project.root, path, context.fs);
  const analysis = await language.analyze(file, context.project, context);
  if (!analysis.ok) throw new Error(`${path} cannot be analysed: ${analysis.reason}`);
  return { file, analysis };
}
