import nodeModule, { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { constants, Script } from "node:vm";
import { type CodeStore, openCodeStore, removeOld } from "./code-store.js";

/** Smaller files compile faster than their compiled code is found. */
const WORTH_KEEPING = 256 * 1024;

/** The part of `node:module` that all of CommonJS goes through, and what newer versions of Node bring for the purpose. */
type Loader = typeof nodeModule & {
  readonly prototype: { _compile(this: LoadedModule, text: string, file: string, format?: string): unknown };
  readonly wrap: (text: string) => string;
  readonly enableCompileCache?: (folder: string) => unknown;
};
interface LoadedModule {
  readonly exports: unknown;
}

/**
 * Keeps the compiled code of what this process loads in `folder`, for the next process: the TypeScript compiler alone takes half a
 * second to compile. Only for this process; those that run the project's code neither read nor write it.
 */
export function keepCompiled(folder: string, env: { readonly [name: string]: string | undefined }): void {
  // What lies in the project may have come with it.
  const isInProject = !relative(process.cwd(), folder).startsWith("..");
  if (isInProject || env.NODE_DISABLE_COMPILE_CACHE !== undefined) return;
  const loader = nodeModule as Loader;
  const compiled = join(folder, "compiled");
  const store = openCodeStore(compiled);
  if (store === null) return;
  if (loader.enableCompileCache === undefined) {
    keepLarge(loader, store);
    return;
  }
  try {
    // Node makes a folder for each version of its own, and removes none.
    removeOld(compiled);
  } catch {
    // Nothing was kept yet, or another process is at it.
  }
  loader.enableCompileCache(compiled);
}

/** The same for Node before 22.8, and only for large files of CommonJS: there is no way to get at the others. */
function keepLarge(loader: Loader, store: CodeStore): void {
  const compile = loader.prototype._compile;
  const unkept = new Map<string, Script>();
  // At the end, since by then it holds the functions that were called too.
  process.once("exit", () => {
    for (const [file, script] of unkept) store.write(file, script.createCachedData());
  });
  loader.prototype._compile = function (text, file, format) {
    const isPlain = format === undefined || format === "commonjs";
    if (!isPlain || text.length < WORTH_KEEPING || text.startsWith("#!")) return compile.call(this, text, file, format);
    const kept = store.read(file);
    const script = new Script(loader.wrap(text), {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(kept === undefined ? {} : { cachedData: kept }),
    });
    if (kept === undefined || script.cachedDataRejected === true) unkept.set(file, script);
    const run = script.runInThisContext() as (...given: readonly unknown[]) => unknown;
    return run.call(this.exports, this.exports, createRequire(file), this, file, dirname(file));
  };
}
