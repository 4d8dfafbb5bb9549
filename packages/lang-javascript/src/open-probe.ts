import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, type ProbeOpening, type ProbeRequest, startProbe } from "@autotest/core";
import { collectSources } from "./collect-sources.js";
import { compileSource } from "./compile-source.js";
import { findClasses } from "./find-classes.js";
import { instrument } from "./instrument.js";
import { loadTypeScript } from "./load-typescript.js";
import { moduleKindOf } from "./module-kind.js";
import { nodeCommand } from "./node-command.js";
import { needsCompiling, parseFile } from "./parse-file.js";
import { readConfiguration } from "./read-configuration.js";
import { nameUnits } from "./unit-names.js";

/** The worker, shipped as it is beside the built code. */
export const WORKER: string = fileURLToPath(new URL("../runtime/worker.mjs", import.meta.url));

/** Instruments the file and starts a Node child on it. */
export async function openProbe(request: ProbeRequest, ctx: Context): Promise<ProbeOpening> {
  const typescript = await loadTypeScript();
  const { file, project } = request;
  const parsed = parseFile(typescript, file.path, file.text);
  if (!parsed.ok)
    return { ok: false, problem: { code: "import-failed", message: `line ${parsed.line}: ${parsed.reason}` } };
  const { source } = parsed;
  const configuration = await readConfiguration(typescript, project, ctx);
  const { format } = await moduleKindOf(typescript, source, file.path, project, ctx);
  const marked = instrument(typescript, source, nameUnits(typescript, source));
  const compiled = needsCompiling(file.path)
    ? compileSource(typescript, file.path, marked.code, format, configuration.options)
    : null;
  const { sources, links, files } = await collectSources(
    typescript,
    { path: file.path, source },
    configuration,
    project,
    ctx,
  );
  const classes = await findClasses(typescript, request, files, ctx);
  const command = await nodeCommand(project, ctx);
  if (!command.ok) return command;
  const target = join(project.workspace, file.path);
  const scratch = await ctx.fs.temporaryDirectory("probe-");
  const all = { ...sources, [target]: { code: compiled?.code ?? marked.code, format } };
  const settings = {
    format,
    sources: all,
    links,
    needsHooks: format === "module" || Object.values(all).some((item) => item.format === "module"),
    goals: marked.goals,
    cases: marked.cases,
    classes,
    ...(compiled ? { lines: compiled.lines } : {}),
  };
  return startProbe(
    {
      request,
      command: {
        file: command.file,
        args: [...command.flags(scratch), WORKER],
        cwd: project.workspace,
        writes: [],
        scratch,
      },
      open: { file: target, root: project.workspace, scratch, settings },
    },
    ctx,
  );
}
