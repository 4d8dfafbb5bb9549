import { fileURLToPath } from "node:url";
import type { Context } from "@autotest/core";
import type { Interpreter } from "@autotest/python-environment";

const SCRIPT = fileURLToPath(new URL("../runtime/find_spans.py", import.meta.url));
const MEGABYTE = 1024 * 1024;

/** Where a function of a file is: `Cart.add`, first and last line. */
export interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Asks Python where the functions of files are (relative to `folder`). A file that cannot be read has no entry. */
export async function findSpans(
  folder: string,
  paths: readonly string[],
  interpreter: Interpreter,
  ctx: Context,
): Promise<ReadonlyMap<string, readonly Span[]>> {
  const done = await ctx.exec.run({
    file: interpreter.file,
    args: ["-I", SCRIPT, ...paths],
    cwd: folder,
    outputLimit: 64 * MEGABYTE,
    reads: interpreter.added,
  });
  try {
    const read = JSON.parse(done.stdout) as { readonly [path: string]: readonly (readonly [string, number, number])[] };
    return new Map(
      Object.entries(read).map(([path, spans]) => [path, spans.map(([name, from, to]) => ({ name, from, to }))]),
    );
  } catch {
    return new Map();
  }
}
