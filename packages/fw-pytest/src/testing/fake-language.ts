import { join } from "node:path";
import type { Analysis, Context, Language, PrintScope, Project, SourceFile, Value } from "@autotest/core";
import { findInterpreter } from "@autotest/python-environment";
import { unitNamed } from "./requests.js";

/** Reads top-level functions and writes Python literals; only what the tests of this package need. */
export const fakePython: Language = {
  id: "python",
  name: "Python",
  extensions: [".py"],
  ignore: [],
  dialect: { floats: "tagged", nothing: [null], tuples: true, bigIntegers: true, keywords: true, samples: {} },
  analyze,
  openProbe: async () => ({ ok: false, problem: { code: "fake", message: "not here" } }),
  check: async () => [],
  print,
};

/** Python itself says whether the text is Python. */
async function analyze(file: SourceFile, project: Project, ctx: Context): Promise<Analysis> {
  const python = await findInterpreter(project, ctx);
  const compiled = await ctx.exec.run({
    file: python.ok ? python.file : "python3",
    args: ["-c", "import sys; compile(sys.stdin.buffer.read(), 'suite', 'exec')"],
    cwd: join(project.root),
    input: file.text,
  });
  if (compiled.code !== 0) return { ok: false, code: "syntax", reason: compiled.stderr };
  const units = [...file.text.matchAll(/^def (\w+)\(([^)]*)\)/gm)].map(([, name, parameters]) =>
    unitNamed(name ?? "", (parameters ?? "").split(/,\s*/).filter(Boolean), { path: file.path }),
  );
  return {
    ok: true,
    units,
    constants: [],
    importName: file.path.replace(/\.py$/, "").replaceAll("/", "."),
    moduleKind: "python",
  };
}

function print(value: Value, scope: PrintScope): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value, scope);
  const all = (items: readonly Value[]): string => items.map((item) => print(item, scope)).join(", ");
  if (Array.isArray(value)) return `[${all(value)}]`;
  const tagged = value as { readonly $?: string; readonly [key: string]: unknown };
  switch (tagged.$) {
    case undefined:
      return `{${Object.entries(value as { readonly [key: string]: Value })
        .map(([key, item]) => `${quoted(key, scope)}: ${print(item, scope)}`)
        .join(", ")}}`;
    case "float":
      return /^(?:nan|-?inf)$/.test(String(tagged.v)) ? `float(${quoted(String(tagged.v), scope)})` : String(tagged.v);
    case "tuple": {
      const items = tagged.v as readonly Value[];
      return items.length === 1 ? `(${all(items)},)` : `(${all(items)})`;
    }
    case "iterator":
      return `iter([${all(tagged.v as readonly Value[])}])`;
    case "bytes": {
      const text = Buffer.from(String(tagged.v), "hex").toString("latin1");
      return `b${quoted(text, scope).replace(/[\x80-\xff]/g, (one) => `\\x${one.charCodeAt(0).toString(16)}`)}`;
    }
    case "var":
      return String(tagged.name);
    case "ref":
      return scope.use(String(tagged.ref));
    case "new": {
      const named = Object.entries((tagged.kwargs ?? {}) as { readonly [key: string]: Value }).map(
        ([key, item]) => `${key}=${print(item, scope)}`,
      );
      return `${scope.use(String(tagged.ref))}(${[...(tagged.args as readonly Value[]).map((item) => print(item, scope)), ...named].join(", ")})`;
    }
    default:
      throw new TypeError(`the fake language has no ${tagged.$}`);
  }
}

function quoted(text: string, scope: PrintScope): string {
  const double = JSON.stringify(text);
  return scope.quote === "double" || text.includes("'") ? double : `'${double.slice(1, -1).replaceAll('\\"', '"')}'`;
}
