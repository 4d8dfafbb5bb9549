import type { Analysis, Context, Project, SourceFile } from "@autotest/core";
import { attachExamples } from "./attach-examples.js";
import { readFileNames } from "./file-names.js";
import { findImportName } from "./import-name.js";
import { parsePython } from "./parse.js";
import { readConstants } from "./read-body.js";
import { readUnits } from "./read-units.js";
import { whatTheCompilerSays } from "./syntax-check.js";

/** Reads one Python file. Everything that can be wrong with the file is a returned answer. */
export async function analyze(file: SourceFile, project: Project, ctx: Context): Promise<Analysis> {
  const name = await findImportName(file.path, project, ctx);
  if (!name) {
    return {
      ok: false,
      code: "import-failed",
      reason: `${file.path} cannot be imported: its name is not a Python identifier`,
    };
  }
  const tree = await parsePython(file.text);
  if (tree.errorLine !== null) {
    const said = await whatTheCompilerSays(file, project, ctx);
    if (said !== "valid") {
      const line = said?.line ?? tree.errorLine;
      return { ok: false, code: "syntax", reason: said?.message ?? "invalid syntax", line };
    }
  }
  const package_ = file.path.endsWith("/__init__.py") ? name.module : name.module.split(".").slice(0, -1).join(".");
  const names = readFileNames(tree.root, package_);
  return {
    ok: true,
    units: await attachExamples(
      readUnits(tree.root, file.path, names),
      { root: tree.root, path: file.path, importName: name.module, names },
      project,
      ctx,
    ),
    constants: readConstants(tree.root, (node) => node.type !== "function_definition"),
    importName: name.module,
    moduleKind: "python",
  };
}
