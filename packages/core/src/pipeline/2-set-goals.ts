// Takes a target and what existing tests reach, gives its goals with the runtime open; or why it cannot be run.
import { createHash } from "node:crypto";
import type { Context } from "../contracts/index.js";
import type { FileCoverage, Finding, SkippedFile } from "../model/index.js";
import { goalsInScope } from "./goals-in-scope.js";
import { isCovered } from "./measure-existing.js";
import type { OpenedTarget, RunSettings, Target } from "./run-state.js";

/** Stage 2. */
export async function setGoals(
  target: Target,
  coverageBefore: FileCoverage | null,
  settings: RunSettings,
  ctx: Context,
): Promise<OpenedTarget | SkippedFile> {
  const { file, language, analysis } = target;
  const { mutants } = target;
  const opening = await language.openProbe(
    { project: settings.project, file, analysis, seed: settings.seed, ...(mutants ? { mutants } : {}) },
    ctx,
  );
  if (!opening.ok) {
    const { code, message, hint } = opening.problem;
    return { path: file.path, code, reason: message, ...(hint ? { hint } : {}) };
  }
  const { probe } = opening;
  const goals = await settings.hooks.goals.promise(probe.opened.goals.filter(goalsInScope(target, settings)));
  const onImport = new Set(probe.opened.hitOnImport);
  const metBefore = goals
    .filter((goal) => onImport.has(goal.index) || (coverageBefore !== null && isCovered(goal, coverageBefore, goals)))
    .map((goal) => goal.id);
  return {
    target,
    probe,
    goals,
    metBefore,
    coverageBefore,
    findings: probe.opened.effects.map((effect) => importFinding(file.path, effect)),
  };
}

function importFinding(path: string, effect: string): Finding {
  const id = createHash("sha256").update(`${path}\0${effect}`).digest("hex").slice(0, 12);
  return { id, kind: "import-effect", path, unit: "<module>", line: 1, message: `importing the file tried: ${effect}` };
}
