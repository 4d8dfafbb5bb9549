import type { Check, Context, Framework, Language } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import type { ChosenFiles } from "./1-find-units.js";
import type { RunSettings, Target } from "./run-state.js";

/** For each language and framework in use, the first thing it needs and this machine lacks; undefined when it lacks nothing. */
export type Lacks = ReadonlyMap<Language | Framework, Check | undefined>;

/** Asks every language and framework of the chosen files, side by side: each asks child processes of its own. */
export async function checkPrerequisites(
  { found, frameworks }: ChosenFiles,
  settings: RunSettings,
  ctx: Context,
): Promise<Lacks> {
  const languages = new Set(found.map(({ language }) => language));
  const parts = [...languages, ...new Set([...frameworks.values()].map(({ framework }) => framework))];
  const answers = await Promise.all(
    parts.map(async (part) => {
      const checks = await part.check(settings.project, ctx);
      return [part, checks.find((check) => !check.ok && check.required !== false)] as const;
    }),
  );
  return new Map(answers);
}

/**
 * Leaves out the targets whose language or framework lacks something it needs, with what is missing and the fix. Those of
 * `untested` lack nothing but what their framework needs.
 */
export function leaveOutLacking(
  targets: readonly Target[],
  lacks: Lacks,
): {
  readonly ready: readonly Target[];
  readonly untested: readonly Target[];
  readonly skipped: readonly SkippedFile[];
} {
  const lacking = (target: Target): Check | undefined => lacks.get(target.language) ?? lacks.get(target.framework);
  return {
    ready: targets.filter((target) => lacking(target) === undefined),
    untested: targets.filter((target) => lacks.get(target.language) === undefined && lacking(target) !== undefined),
    skipped: targets.flatMap((target) => {
      const check = lacking(target);
      if (check === undefined) return [];
      return [
        {
          path: target.file.path,
          code: "prerequisite",
          reason: `${check.name}: ${check.detail}`,
          ...(check.fix ? { hint: `run: ${check.fix}` } : {}),
        },
      ];
    }),
  };
}
