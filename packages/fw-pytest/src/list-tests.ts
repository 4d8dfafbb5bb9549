import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Context, Project, TestListing } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";

const LISTER = fileURLToPath(new URL("../runtime/autotest_list.py", import.meta.url));
const OUTPUT_BYTES = 16 * 1024 * 1024;

/** Reads the tests of a file with the parser of the project's own Python: it knows the syntax that this project may use. */
export async function listTests(text: string, path: string, project: Project, ctx: Context): Promise<TestListing> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok) return { ok: false, reason: interpreter.problem.message };
  const { code, stdout, stderr } = await ctx.exec.run({
    file: interpreter.file,
    args: ["-I", LISTER],
    cwd: project.workspace,
    reads: interpreter.added,
    input: JSON.stringify({ text, path }),
    outputLimit: OUTPUT_BYTES,
  });
  if (code !== 0) return { ok: false, reason: stderr.trim().split("\n").at(-1) ?? "the parser ended early" };
  const listing = JSON.parse(stdout) as TestListing;
  return listing.ok
    ? { ok: true, tests: listing.tests.map((test) => ({ ...test, mark: shortHash(test.mark) })) }
    : listing;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
