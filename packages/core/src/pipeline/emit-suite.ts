import { join } from "node:path";
import type { Context, EmittedSuite } from "../contracts/index.js";
import type { Candidate } from "../model/index.js";
import { groupTests } from "./group-tests.js";
import { headerFor } from "./header-for.js";
import { noteStaged } from "./mend-workspace.js";
import { settingsFor } from "./own-settings.js";
import type { RunSettings, Target } from "./run-state.js";

/** The suite of `target` holding exactly `tests`, as text. */
export function emitSuite(target: Target, tests: readonly Candidate[], settings: RunSettings): EmittedSuite {
  const { file, analysis, language, framework, layout, suitePath, existing } = target;
  return framework.emit({
    project: settingsFor(file.path, settings).project,
    layout,
    language,
    file,
    analysis,
    path: suitePath,
    groups: groupTests(tests, analysis.units),
    ...(existing === undefined ? {} : { existing }),
    ...(target.joins ? {} : { header: headerFor(target, settings) }),
  });
}

/** Puts a suite and its support files into the workspace, or back to what the user has when there is nothing to put. */
export async function stageSuite(
  target: Target,
  suite: EmittedSuite | null,
  settings: RunSettings,
  ctx: Context,
): Promise<void> {
  const place = join(settings.project.workspace, target.suitePath);
  if (suite === null) {
    if (target.existing === undefined) await ctx.fs.remove(place);
    else await ctx.fs.write(place, target.existing);
    return;
  }
  for (const { path, text } of [{ path: target.suitePath, text: suite.text }, ...suite.support]) {
    const file = join(settings.project.workspace, path);
    noteStaged(settings.project, path);
    await ctx.fs.makeDirectory(join(file, ".."));
    await ctx.fs.write(file, text);
  }
}
