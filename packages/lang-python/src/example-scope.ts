import type { Ref, Unit } from "@autotest/core";
import type { FileNames } from "./file-names.js";

/** What names mean inside an example: like a doctest, it sees the names of its module. */
export interface ExampleScope {
  /** The ref behind a dotted name; undefined for an unknown one. `imports` are those of the example itself. */
  refOf(name: string, imports: ReadonlyMap<string, Ref>): Ref | undefined;
  /** A ref as the file under test is known by: `pkg.mod:f` and `pkg:f` become `:f`. */
  own(ref: Ref): Ref;
  unitOf(ref: Ref): Unit | undefined;
  /** The unit of a method called on an instance of `owner` (a unit name), or the only method of that name. */
  methodOf(owner: string | undefined, name: string): Unit | undefined;
}

/** Built-ins an example may use: those that only make or show values. */
const BUILTINS = new Set(
  (
    "abs all any bool bytearray bytes chr complex dict divmod enumerate filter float frozenset hex int isinstance " +
    "issubclass iter len list map max min next object oct ord pow range repr reversed round set slice sorted str sum " +
    "tuple type zip ValueError TypeError KeyError IndexError Exception NotImplemented"
  ).split(" "),
);

/** Where the examples of a file stand and what surrounds them. */
export interface ExampleSetting {
  readonly units: readonly Unit[];
  readonly names: FileNames;
  /** Dotted name of the module. */
  readonly importName: string;
  /** Its module-level variables. */
  readonly variables: ReadonlySet<string>;
  /** What a package above it calls by `name`, as a ref: `pkg`, `f` -> `pkg.mod:f`. */
  exported(package_: string, name: string): Ref | undefined;
}

/** The scope of examples of one file; with `inside` false they only see what they import, as a README does. */
export function exampleScope(setting: ExampleSetting, inside: boolean): ExampleScope {
  const { units, names, importName, variables } = setting;
  const byRef = new Map(units.flatMap((unit) => (unit.ref === null ? [] : [[unit.ref, unit] as const])));
  const topLevel = new Set(units.filter((unit) => !unit.name.includes(".")).map((unit) => unit.name));
  const own = (ref: Ref): Ref => {
    const [module, path] = [ref.slice(0, ref.indexOf(":")), ref.slice(ref.indexOf(":") + 1)];
    if (module === "" || path === "") return ref;
    if (module === importName) return `:${path}`;
    const head = path.split(".")[0]!;
    // `import pkg.mod` binds `pkg`; `from pkg import f` may take what `pkg` has from this very module.
    const whole = `${module}.${path}`;
    if (whole.startsWith(`${importName}.`)) return `:${whole.slice(importName.length + 1)}`;
    if (!importName.startsWith(`${module}.`) || !topLevel.has(head)) return ref;
    return setting.exported(module, head) === `${importName}:${head}` ? `:${path}` : ref;
  };
  const refOf: ExampleScope["refOf"] = (name, imports) => {
    const [head, ...rest] = name.split(".") as [string, ...string[]];
    const imported = imports.get(head);
    if (imported?.startsWith("?")) return undefined;
    if (imported !== undefined) {
      if (rest.length === 0 && imported.endsWith(":")) return undefined;
      return own(imported.endsWith(":") ? `${imported}${rest.join(".")}` : [imported, ...rest].join("."));
    }
    const everything = imports.get("*");
    if (everything !== undefined && own(`${everything}${head}`) === `:${head}` && topLevel.has(head)) return `:${name}`;
    if (inside) {
      if (topLevel.has(head) || variables.has(head)) return `:${name}`;
      const known = names.refOf(name);
      if (known !== undefined) return known;
    }
    return rest.length === 0 && BUILTINS.has(name) ? `builtins:${name}` : undefined;
  };
  const methodOf: ExampleScope["methodOf"] = (owner, name) => {
    const exact = units.find((unit) => unit.owner === owner && unit.name === `${owner}.${name}`);
    if (exact) return exact;
    const named = units.filter((unit) => unit.owner !== undefined && unit.name.endsWith(`.${name}`));
    return named.length === 1 ? named[0] : undefined;
  };
  return { refOf, own, methodOf, unitOf: (ref) => byRef.get(ref) };
}
