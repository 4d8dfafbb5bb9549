import { posix } from "node:path";
import type { Code, ProposeRequest, ReadImport, ReadTest, Ref, TestGuide } from "@autotest/core";
import { exportedNames } from "./build-context.js";

/** A test that can be run, or why it cannot. */
export type RepairedCode = { readonly ok: true; readonly code: Code } | { readonly ok: false; readonly reason: string };

/** What names of a test may stand for. */
export interface CodeScope {
  readonly request: ProposeRequest & Required<Pick<ProposeRequest, "suite">>;
  readonly guide: TestGuide;
  /** Modules the file under test imports itself. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Round 0, which costs nothing: every name gets the place it is imported from, whatever the import said of the file under
 * test; a name that nobody imported is found among its exports and the words of the framework.
 */
export function repairCode(test: ReadTest, imports: readonly ReadImport[], scope: CodeScope): RepairedCode {
  const { guide, request } = scope;
  const unknown = test.parameters.filter((name) => !guide.fixtures.includes(name));
  if (unknown.length > 0)
    return { ok: false, reason: `it wants to be handed ${unknown.join(", ")}, which nothing does` };
  const byName = new Map(imports.map((one) => [one.local.split(".")[0] ?? one.local, one]));
  const refs: { [name: string]: Ref } = {};
  for (const name of test.free) {
    const found = byName.get(name);
    const own = refOfExport(name, request);
    if (found !== undefined && isTarget(found, request)) {
      const ref = found.name === "" ? ":" : found.name === "default" ? (own ?? ":default") : `:${found.name}`;
      refs[name] = ref;
    } else if (found !== undefined) {
      if (found.fault !== undefined) return { ok: false, reason: `it imports ${found.module}, which ${found.fault}` };
      const module = moduleOf(found, scope);
      if (module === null)
        return {
          ok: false,
          reason: `it imports ${found.module}, which is neither of the standard library nor used by the code under test`,
        };
      refs[found.local.includes(".") ? found.local : name] = `${module}:${found.name}`;
    } else if (own !== null) refs[name] = own;
    else if (guide.names[name] !== undefined) refs[name] = guide.names[name];
    else return { ok: false, reason: `${name} is defined nowhere` };
  }
  const unfit = imports.find((one) => one.fault !== undefined);
  if (unfit !== undefined) return { ok: false, reason: `it imports ${unfit.module}, which ${unfit.fault}` };
  return {
    ok: true,
    code: {
      kind: "code",
      lines: test.lines,
      ...(test.raw.length > 0 ? { raw: test.raw } : {}),
      refs,
      ...(test.async ? { async: true } : {}),
      ...(test.parameters.length > 0 ? { fixtures: test.parameters } : {}),
    },
  };
}

/** Text that lost its shape on the way: an indented whole, a function whose body stands at its own depth. */
export function reshape(text: string): readonly string[] {
  const lines = text.replace(/\r\n/g, "\n").split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  const dedented = lines.map((line) => line.slice(Math.min(depth, line.length))).join("\n");
  const head = lines.findIndex((line) => /^(async )?def /.test(line));
  const indented = lines
    .map((line, at) => (head >= 0 && at > head && line.trim() !== "" ? `    ${line}` : line))
    .join("\n");
  const awaited = /\bawait\b/.test(text)
    ? text.replace(/(?<!async )(\(\) =>|function\s*\(|\bdef test)/, "async $1")
    : text;
  return [...new Set([text, dedented, indented, awaited])];
}

function refOfExport(name: string, { analysis }: ProposeRequest): Ref | null {
  if (exportedNames(analysis.units).includes(name)) return `:${name}`;
  const unit = analysis.units.find((one) => one.name === name && /:(default)?$/.test(one.ref ?? "-"));
  return unit?.ref ?? null;
}

/** Whether an import means the file under test, by whatever way it thought to reach it. */
function isTarget({ module }: ReadImport, { analysis, file, suite }: CodeScope["request"]): boolean {
  if (module === analysis.importName) return true;
  if (analysis.moduleKind === "python")
    return (
      module.split(".").at(-1) === analysis.importName.split(".").at(-1) &&
      analysis.importName.endsWith(module.replace(/^\.+/, ""))
    );
  if (!module.startsWith(".")) return false;
  const plain = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
  const meant = plain(posix.normalize(posix.join(posix.dirname(suite.path), module)));
  const own = plain(file.path);
  return meant === own || posix.basename(meant) === posix.basename(own);
}

/** The module as a ref has it; null for one that nobody declared. */
function moduleOf({ module, origin }: ReadImport, { declared, guide, request }: CodeScope): string | null {
  if (origin === "standard") return module;
  if (Object.values(guide.names).some((ref) => ref.slice(0, ref.lastIndexOf(":")) === module)) return module;
  if (request.analysis.moduleKind === "python") {
    const top = module.split(".")[0] ?? module;
    return !module.startsWith(".") && (declared.has(module) || declared.has(top)) ? module : null;
  }
  return !module.startsWith(".") && declared.has(module) ? module : null;
}
