import type { Context, Project, SourceFile } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";

const CHECK = [
  "import ast, json, sys",
  "try:",
  "    ast.parse(sys.stdin.buffer.read())",
  "    print('{}')",
  "except (SyntaxError, ValueError) as error:",
  "    print(json.dumps({'line': getattr(error, 'lineno', None), 'message': getattr(error, 'msg', None) or str(error)}))",
].join("\n");

/**
 * Asks the project's own interpreter about a file the grammar stumbled over: it may be newer than the grammar.
 * `valid`, what is wrong, or null when there is no interpreter to ask.
 */
export async function whatTheCompilerSays(
  file: SourceFile,
  project: Project,
  ctx: Context,
): Promise<"valid" | { readonly line?: number; readonly message: string } | null> {
  const found = await findInterpreter(project, ctx);
  if (!found.ok) return null;
  const done = await ctx.exec.run({
    file: found.file,
    args: ["-I", "-S", "-c", CHECK],
    cwd: project.workspace,
    writes: [],
    input: file.text,
    timeoutMs: 10_000,
  });
  if (done.code !== 0) return null;
  const answer = JSON.parse(done.stdout) as { line?: number | null; message?: string };
  if (answer.message === undefined) return "valid";
  return { message: answer.message, ...(answer.line ? { line: answer.line } : {}) };
}
