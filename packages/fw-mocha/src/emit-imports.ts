import { posix } from "node:path";
import type { Analysis, SourceFile } from "@autotest/core";
import type { MochaDetails } from "./details.js";
import { type Doc, layOut, names as listed, type Page, sequence } from "./emit-layout.js";
import type { ImportedModule, ImportedName } from "./emit-scope.js";
import { stringText } from "./emit-value.js";

/** How a test file loads others. */
export type ImportStyle = "esm" | "commonjs";

/** What import statements depend on. */
export interface ImportRequest {
  /** The test file, relative. */
  readonly path: string;
  readonly file: SourceFile;
  readonly moduleKind: Extract<Analysis, { ok: true }>["moduleKind"];
  readonly details: MochaDetails;
  readonly style: ImportStyle;
  readonly quote: "single" | "double";
  readonly page: Page;
}

/** Whether the file at `path` is written with `import` or with `require`. */
export function importStyle(path: string, moduleKind: ImportRequest["moduleKind"], details: MochaDetails): ImportStyle {
  const extension = posix.extname(path);
  if (/^\.[cm]?tsx?$/.test(extension)) return "esm";
  if (extension === ".mjs") return "esm";
  if (extension === ".cjs") return "commonjs";
  if (details.packageType === "module") return "esm";
  return details.transpiled ? (details.modules ?? (moduleKind === "esm" ? "esm" : "commonjs")) : "commonjs";
}

/** Import statements of `modules`, without an end of line; built-in modules, then packages, then files. */
export function importLines(modules: readonly ImportedModule[], request: ImportRequest): readonly string[] {
  const wanted = modules.filter(({ names }) => names.length > 0);
  const order = (module: string): number =>
    module.startsWith("node:") ? 0 : module === "" || module.startsWith("./") ? 2 : 1;
  const sorted = [...wanted].sort((a, b) => order(a.module) - order(b.module));
  return sorted.flatMap((module) => statements(module, request).map((doc) => layOut(doc, 0, request.page, 1)));
}

/** How the test at `request.path` names a module. */
export function specifierOf(
  module: string,
  request: Pick<ImportRequest, "path" | "file" | "details" | "style">,
): string {
  if (module !== "" && !module.startsWith("./")) return module;
  const target = module === "" ? request.file.path : module.slice(2);
  const relative = posix.relative(posix.dirname(request.path), target);
  const dotted = relative.startsWith(".") ? relative : `./${relative}`;
  return withEnding(dotted, request);
}

function withEnding(
  path: string,
  { path: test, details, style }: Pick<ImportRequest, "path" | "details" | "style">,
): string {
  const extension = posix.extname(path);
  const isTyped = /^\.[cm]?tsx?$/.test(extension);
  const bare = path.slice(0, -extension.length || undefined);
  const isTypedTest = /\.[cm]?tsx?$/.test(test);
  if (isTyped) {
    if (details.typescript === "node" || details.typescript === null) return path;
    const ending = details.importEnding ?? (details.packageType === "module" ? "written" : "none");
    return ending === "none" && !/^\.[cm]/.test(extension) ? bare : bare + extension.replace("t", "j").replace("x", "");
  }
  // Only a file that is compiled, or required, may be named without its extension.
  const mayDrop =
    extension === ".js" &&
    (style === "commonjs" || (details.transpiled && (!isTypedTest || details.packageType !== "module")));
  return mayDrop && details.importEnding !== "written" ? bare : path;
}

function statements({ module, names }: ImportedModule, request: ImportRequest): readonly Doc[] {
  const { style, quote } = request;
  const from = stringText(specifierOf(module, request), quote);
  // What `import x from` gives of a built-in module, `require` gives as a whole.
  const isBuiltin = module.startsWith("node:") && style === "commonjs";
  const whole = names.find(({ exported }) => exported === "*" || (isBuiltin && exported === "default"));
  const main = names.find(({ exported }) => exported === "default" && !isBuiltin);
  const named = names.filter(({ exported }) => exported !== "*" && exported !== "default");
  if (style === "commonjs") {
    const load = `require(${from})`;
    const parts = [...named, ...(main === undefined ? [] : [main])];
    if (whole !== undefined) {
      return [
        `const ${whole.local} = ${load}`,
        ...(parts.length > 0 ? [sequence("const ", destructured(parts), ` = ${whole.local}`)] : []),
      ];
    }
    return [sequence("const ", destructured(parts), ` = ${load}`)];
  }
  if (isCommonJs(module, request)) {
    const local = whole?.local ?? `${named[0]?.local ?? main?.local ?? "loaded"}Module`;
    const parts = [...named, ...(main === undefined ? [] : [main])];
    return [
      `import ${local} from ${from}`,
      ...(parts.length > 0 ? [sequence("const ", destructured(parts), ` = ${local}`)] : []),
    ];
  }
  const isTypedCommonJs =
    whole !== undefined && module === "" && request.moduleKind === "commonjs" && names.length === 1;
  if (isTypedCommonJs) return [`import ${whole.local} = require(${from})`];
  const docs: Doc[] = [];
  if (whole !== undefined) docs.push(`import * as ${whole.local} from ${from}`);
  if (main !== undefined || named.length > 0) {
    const list = named.length === 0 ? null : listed(named.map(renamed(" as ")));
    docs.push(
      sequence(
        "import ",
        ...(main === undefined ? [] : [main.local]),
        ...(main !== undefined && list !== null ? [", "] : []),
        ...(list === null ? [] : [list]),
        ` from ${from}`,
      ),
    );
  }
  return docs;
}

/** An ES module gets the exports of a CommonJS module as one default. */
function isCommonJs(module: string, { file, moduleKind, path, details }: ImportRequest): boolean {
  if (module !== "" && !module.startsWith("./")) return false;
  if (/\.[cm]?tsx?$/.test(path) || details.transpiled) return false;
  if (module === "") return moduleKind === "commonjs" && !/\.[cm]?tsx?$/.test(file.path);
  const extension = posix.extname(module);
  return extension === ".cjs" || (extension === ".js" && details.packageType === "commonjs");
}

function destructured(names: readonly ImportedName[]): Doc {
  return listed(names.map(renamed(": ")));
}

function renamed(joint: string): (name: ImportedName) => string {
  return ({ exported, local }) => (exported === local ? local : `${exported}${joint}${local}`);
}
