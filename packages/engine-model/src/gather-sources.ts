import { join, posix } from "node:path";
import type { Context, ProposeRequest } from "@autotest/core";
import type { ContextSources } from "./build-context.js";
import { concealLongSecrets } from "./conceal-secrets.js";
import { knowSecrets } from "./know-secrets.js";
import type { CodeScope } from "./repair-code.js";

/** Lines of an existing test file that are shown. */
const SAMPLE_LINES = 40;

/** All that questions and checks of one file need; null when its language or framework takes no tests as text. */
export async function gatherSources(
  request: ProposeRequest,
  ctx: Context,
): Promise<(ContextSources & CodeScope) | null> {
  const { suite, language, file } = request;
  const guide = suite?.framework.guide?.(suite.layout);
  if (suite === undefined || guide === undefined || language.readTests === undefined) return null;
  const reading = await language.readTests(file.text);
  const modules = reading.ok
    ? reading.imports.filter(({ fault }) => fault === undefined).map(({ module }) => module)
    : [];
  const python = request.analysis.moduleKind === "python";
  const own = python ? [request.analysis.importName.split(".")[0] ?? ""] : [];
  const declared = new Set([...modules, ...own].map((module) => (python ? (module.split(".")[0] ?? module) : module)));
  const tells = knowSecrets(file.text);
  // What a change makes of a secret is a secret too, and nothing to test.
  const goals = request.goals.filter(
    ({ kind, condition, arm }) => kind !== "mutant" || !(tells(condition) || tells(arm)),
  );
  const sample = await sampleOf(suite, request, ctx);
  // Questions show some lines of it, and a line of a long secret does not look like one.
  const shown = { ...file, text: concealLongSecrets(file.text) };
  return { request: { ...request, file: shown, goals, suite }, guide, sample, declared, tells };
}

/**
 * The head of the test file nearest to where the suite goes, of those that people wrote: suites of ours say nothing about the project,
 * and a run that goes on where another one stopped has to ask the same questions with them as without.
 */
async function sampleOf(
  { framework, layout, path }: NonNullable<ProposeRequest["suite"]>,
  { project }: ProposeRequest,
  ctx: Context,
): Promise<string | null> {
  const folder = posix.dirname(path);
  const near = [...layout.testFiles]
    .filter((one) => one !== path)
    .sort((a, b) => distance(a, folder) - distance(b, folder) || (a < b ? -1 : 1));
  for (const one of near) {
    const text = await ctx.fs.readText(join(project.root, one)).catch(() => null);
    if (text !== null && text.trim() !== "" && framework.readHeader(text) === null)
      return concealLongSecrets(text).split("\n").slice(0, SAMPLE_LINES).join("\n");
  }
  return null;
}

function distance(path: string, folder: string): number {
  return posix.relative(folder, posix.dirname(path)).split("/").filter(Boolean).length;
}
