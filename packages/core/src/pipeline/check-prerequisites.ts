import type { Check, Context, Framework, Language } from "../contracts/index.js";
import type { SkippedFile } from "../model/index.js";
import type { RunSettings, Target } from "./run-state.js";

/** Leaves out the targets whose language or framework lacks something it needs, with what is missing and the fix. */
export async function checkPrerequisites(
  targets: readonly Target[],
  settings: RunSettings,
  ctx: Context,
): Promise<{ readonly ready: readonly Target[]; readonly skipped: readonly SkippedFile[] }> {
  const missing = new Map<Language | Framework, Check | undefined>();
  for (const part of new Set(targets.flatMap((target) => [target.language, target.framework]))) {
    const checks = await part.check(settings.project, ctx);
    missing.set(
      part,
      checks.find((check) => !check.ok && check.required !== false),
    );
  }
  const lacking = (target: Target): Check | undefined => missing.get(target.language) ?? missing.get(target.framework);
  return {
    ready: targets.filter((target) => lacking(target) === undefined),
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
