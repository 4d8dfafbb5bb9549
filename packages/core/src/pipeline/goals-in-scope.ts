import { changedUnits } from "../changes/changed-units.js";
import type { Goal } from "../model/index.js";
import { isRenewed } from "./header-for.js";
import type { RunSettings, Target } from "./run-state.js";

/**
 * Whether a goal of a target is looked at. With `settings.changes` only goals of units the change concerns are; but where the
 * suite is one of ours it is made anew as a whole, so all goals of the file are.
 */
export function goalsInScope(
  target: Target,
  settings: Pick<RunSettings, "changes" | "lookOnly">,
): (goal: Goal) => boolean {
  const { file, analysis } = target;
  const changed = settings.changes?.files?.find(({ path }) => path === file.path);
  if (changed === undefined || isRenewed(target, settings)) return () => true;
  const units = changedUnits(analysis.units, changed, file.text.split("\n").length);
  return ({ unit }) => units.has(unit);
}
