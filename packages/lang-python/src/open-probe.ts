import { fileURLToPath } from "node:url";
import { type Context, type ProbeOpening, type ProbeRequest, startProbe } from "@autotest/core";
import { findInterpreter } from "./find-interpreter.js";
import { findImportName } from "./import-name.js";

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
  const scratch = await ctx.fs.realPath(await ctx.fs.temporaryDirectory("probe-"));
  // Resolved from this file's folder in the source tree and from `dist` alike.
  const worker = fileURLToPath(new URL("../runtime/worker.py", import.meta.url));
  return startProbe(
    {
      request,
      command: {
        file: interpreter.file,
        args: ["-s", "-B", worker],
        cwd: root,
        reads: interpreter.added,
        writes: [],
        scratch,
        env: {
          PYTHONHASHSEED: "0",
          PYTHONDONTWRITEBYTECODE: "1",
          PYTHONNOUSERSITE: "1",
          PYTHONUTF8: "1",
          TMPDIR: scratch,
          HOME: scratch,
          // One thread each: their stacks alone would pass the memory limit.
          OPENBLAS_NUM_THREADS: "1",
          OMP_NUM_THREADS: "1",
          MKL_NUM_THREADS: "1",
        },
      },
      open: { file: `${root}/${file.path}`, root, scratch, settings: { module: analysis.importName, sourceRoots } },
    },
    ctx,
  );
}
