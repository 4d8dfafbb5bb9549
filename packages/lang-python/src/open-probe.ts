import { type Context, type ProbeOpening, type ProbeRequest, startProbe } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { findImportName } from "./import-name.js";
import { workers } from "./start-worker.js";

/** Starts the Python runtime on one file, in the workspace. */
export async function openProbe(request: ProbeRequest, ctx: Context): Promise<ProbeOpening> {
  const { project, file, analysis } = request;
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return interpreter;
  const name = await findImportName(file.path, project, ctx);
  const root = project.workspace;
  const roots = [...new Set([name?.sourceRoot ?? "", "", "src"])];
  const sourceRoots: string[] = [];
  for (const folder of roots) {
    const path = folder === "" ? root : `${root}/${folder}`;
    if (folder === "" || (await ctx.fs.exists(path))) sourceRoots.push(path);
  }
  const { command, child } = await workers.take(project, { file: interpreter.file, added: interpreter.added }, ctx);
  return startProbe(
    {
      request,
      command,
      child,
      open: {
        file: `${root}/${file.path}`,
        root,
        scratch: command.scratch,
        settings: {
          module: analysis.importName,
          sourceRoots,
          ...(request.mutants === undefined ? {} : { mutants: request.mutants }),
        },
      },
    },
    ctx,
  );
}
