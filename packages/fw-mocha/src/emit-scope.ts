import { posix } from "node:path";
import type { Analysis, PrintScope, Ref, SourceFile } from "@autotest/core";

/** One thing a suite takes from a module. */
export interface ImportedName {
  /** As exported; `*` is the module itself, `default` the default export. */
  readonly exported: string;
  readonly local: string;
}

/** A module a suite loads, in order of first use. */
export interface ImportedModule {
  /** As in a ref: empty for the file under test, `./lib/a.js` from the project root, a package, `node:fs`. */
  readonly module: string;
  readonly names: readonly ImportedName[];
}

/** A print scope that also says what was used. */
export interface SuiteScope extends PrintScope {
  readonly imports: () => readonly ImportedModule[];
  /** Every local name an import takes. */
  readonly locals: () => ReadonlySet<string>;
}

/** What names and imports depend on. */
export interface ScopeRequest {
  readonly quote: "single" | "double";
  readonly file: SourceFile;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** Names that are taken: bindings of the existing file, globals of the runner. */
  readonly taken: ReadonlySet<string>;
  /** Local names the existing file already has for an export; undefined when it has none. */
  readonly present: (module: string, exported: string) => string | undefined;
}

/** Names no import may take: words of the language and of the runner. */
const RESERVED = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield eval arguments undefined NaN Infinity module exports require console process globalThis describe context it specify suite test before after beforeEach afterEach setup teardown run assert expect".split(
    " ",
  ),
);

/** Usual names of assertion modules, which no other import may take. */
const ASSERTIONS: { readonly [module: string]: string } = { "node:assert/strict": "assert" };

/** True when `name` can be written as a plain binding. */
export function isFreeName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !RESERVED.has(name);
}

/** A scope that hands out local names for refs, each only once, and remembers the imports they need. */
export function createScope(request: ScopeRequest): SuiteScope {
  const modules = new Map<string, Map<string, string>>();
  const used = new Set(request.taken);

  function local(module: string, exported: string): string {
    const names = modules.get(module) ?? new Map<string, string>();
    modules.set(module, names);
    const settled = names.get(exported) ?? request.present(module, exported);
    if (settled !== undefined) {
      names.set(exported, settled);
      return settled;
    }
    const file = moduleName(module === "" ? request.file.path : module);
    const wanted =
      exported === "*" || exported === "default" ? (unitName(request, module, exported) ?? file) : exported;
    const own = module === "chai" || module === "mocha" ? exported : ASSERTIONS[module];
    const candidates = [
      ...(own === undefined ? [] : [own, `strict${capital(own)}`]),
      wanted,
      `${file}${capital(wanted)}`,
      `${file}Module`,
      `${wanted}Export`,
    ];
    let name = candidates.find((candidate) => (candidate === own || isFreeName(candidate)) && !used.has(candidate));
    for (let number = 2; name === undefined; number++) {
      const next = `${file}Module${number}`;
      if (!used.has(next)) name = next;
    }
    used.add(name);
    names.set(exported, name);
    return name;
  }

  return {
    quote: request.quote,
    use: (ref: Ref) => {
      const { module, path } = splitRef(ref);
      if (module === "globalThis") return path.join(".") || "globalThis";
      // `:.name` is a member of the module itself.
      const [first = "*", ...rest] = path[0] === "" ? ["*", ...path.slice(1)] : path;
      // A name that cannot be imported by itself is reached through its module.
      if (first !== "*" && first !== "default" && !isIdentifier(first))
        return local(module, "*") + [first, ...rest].map((part) => member(part, request.quote)).join("");
      return local(module, first) + rest.map((part) => member(part, request.quote)).join("");
    },
    imports: () =>
      [...modules].map(([module, names]) => ({
        module,
        names: [...names].map(([exported, name]) => ({ exported, local: name })),
      })),
    locals: () => new Set([...modules.values()].flatMap((names) => [...names.values()])),
  };
}

/** `./lib/a.js:Cart.create` is module `./lib/a.js` and path `Cart`, `create`. */
export function splitRef(ref: Ref): { readonly module: string; readonly path: readonly string[] } {
  const colon = ref.lastIndexOf(":");
  const path = ref.slice(colon + 1);
  return { module: ref.slice(0, Math.max(colon, 0)), path: path === "" ? [] : path.split(".") };
}

/** `.name`, or `['odd name']`. */
export function member(name: string, quote: "single" | "double"): string {
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return `.${name}`;
  const mark = quote === "single" ? "'" : '"';
  return `[${mark}${name.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`)}${mark}]`;
}

function unitName({ analysis }: ScopeRequest, module: string, exported: string): string | undefined {
  if (module !== "") return undefined;
  const ref = exported === "*" ? ":" : `:${exported}`;
  const name = analysis.units.find((unit) => unit.ref === ref)?.name;
  return name !== undefined && isFreeName(name) ? name : undefined;
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** A name for the module at `path`: `text-utils.js` is `textUtils`, `cart/index.js` is `cart`. */
function moduleName(path: string): string {
  const base = posix.basename(path.replace(/^node:/, "")).replace(/\.[cm]?[jt]sx?$/, "");
  const chosen = base === "index" && path.includes("/") ? posix.basename(posix.dirname(path)) : base;
  const camel = chosen.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) =>
    (next ?? "").toUpperCase(),
  );
  return /^[\p{ID_Start}$_]/u.test(camel) ? camel : `module${capital(camel)}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
