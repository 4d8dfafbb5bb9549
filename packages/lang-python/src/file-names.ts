import type { Ref, Shape, Value } from "@autotest/core";
import { literalValue } from "./literal-value.js";
import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";
import { shapeOfType, type TypeScope } from "./type-text.js";

/** What the module-level names of a file stand for, as far as types go. */
export interface FileNames {
  /** The shape of a name that is an alias, enum, typed dictionary, named tuple or class of this file. */
  shapeOf(name: string, scope: TypeScope, depth: number): Shape | undefined;
  /** The ref of an imported name, dotted or not; undefined when unknown. */
  refOf(name: string): Ref | undefined;
  /** Regular expressions compiled at module or class level, by name. */
  readonly patterns: ReadonlyMap<string, string>;
}

interface KnownClass {
  readonly name: string;
  readonly kind: "enum" | "typed-dict" | "class";
  readonly fields: readonly { readonly name: string; readonly type: string; readonly optional: boolean }[];
  readonly members: readonly string[];
}

/** Reads the names of a module: its imports, type aliases and classes. `package_` is the dotted package it is in. */
export function readFileNames(root: SyntaxNode, package_: string): FileNames {
  const imports = new Map<string, Ref>();
  const aliases = new Map<string, string>();
  const classes = new Map<string, KnownClass>();
  const patterns = new Map<string, string>();
  for (const node of walk(root, (child) => child.type !== "function_definition" && child.type !== "lambda")) {
    if (node.type === "import_statement") readImport(node, imports);
    else if (node.type === "import_from_statement") readImportFrom(node, package_, imports);
    else if (node.type === "assignment") readAssignment(node, aliases, patterns);
    else if (node.type === "type_alias_statement") readTypeStatement(node, aliases);
    else if (node.type === "class_definition") readClass(node, classes);
  }
  return {
    patterns,
    refOf: (name) => refOf(name, imports),
    shapeOf: (name, scope, depth) => {
      if (depth > 3) return undefined;
      const known = classes.get(name);
      if (known) return shapeOfClass(known, scope);
      const alias = aliases.get(name);
      if (alias === undefined) return undefined;
      aliases.delete(name); // a name that stands for itself must not be followed for ever
      const shape = shapeOfType(alias, scope);
      aliases.set(name, alias);
      return shape;
    },
  };
}

function refOf(name: string, imports: ReadonlyMap<string, Ref>): Ref | undefined {
  const [head, ...rest] = name.split(".");
  const ref = imports.get(head!);
  if (ref === undefined) return undefined;
  if (rest.length === 0) return ref.endsWith(":") ? undefined : ref;
  return ref.endsWith(":") ? `${ref}${rest.join(".")}` : `${ref}.${rest.join(".")}`;
}

function shapeOfClass(known: KnownClass, scope: TypeScope): Shape {
  const ref: Ref = `:${known.name}`;
  if (known.kind === "enum" && known.members.length > 0) {
    const values: Value[] = known.members.map((member) => ({ $: "ref", ref: `${ref}.${member}` }));
    return { kind: "enum", source: scope.source, ref, values };
  }
  if (known.kind === "typed-dict") {
    const fields = known.fields.map(({ name, type }): readonly [string, Shape] => [
      name,
      shapeOfType(type, scope) ?? { kind: "unknown", source: scope.source },
    ]);
    const optional = known.fields.filter((field) => field.optional).map((field) => field.name);
    return { kind: "record", source: scope.source, fields: Object.fromEntries(fields), optional };
  }
  return { kind: "instance", source: scope.source, ref };
}

function readImport(node: SyntaxNode, imports: Map<string, Ref>): void {
  for (const child of namedOf(node)) {
    const name = child.type === "aliased_import" ? fieldOf(child, "name")!.text : child.text;
    const alias = child.type === "aliased_import" ? fieldOf(child, "alias")!.text : null;
    if (alias) imports.set(alias, `${name}:`);
    else imports.set(name.split(".")[0]!, `${name.split(".")[0]}:`);
  }
}

function readImportFrom(node: SyntaxNode, package_: string, imports: Map<string, Ref>): void {
  const from = fieldOf(node, "module_name");
  if (!from) return;
  const module = absoluteModule(from.text.replaceAll(/\s/g, ""), package_);
  for (const child of node.children.filter((each) => each.field === "name")) {
    const name = child.type === "aliased_import" ? fieldOf(child, "name")!.text : child.text;
    const alias = child.type === "aliased_import" ? fieldOf(child, "alias")!.text : name;
    imports.set(alias, `${module}:${name}`);
  }
}

function absoluteModule(module: string, package_: string): string {
  const dots = /^\.*/.exec(module)![0].length;
  if (dots === 0) return module;
  const parents = package_.split(".").filter((part) => part !== "");
  const base = parents.slice(0, parents.length - (dots - 1));
  const rest = module.slice(dots);
  return [...base, ...(rest ? [rest] : [])].join(".");
}

function readAssignment(node: SyntaxNode, aliases: Map<string, string>, patterns: Map<string, string>): void {
  const left = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  if (left?.type !== "identifier" || !right) return;
  const pattern = compiledPattern(right);
  if (pattern !== undefined) patterns.set(left.text, pattern);
  const type = fieldOf(node, "type");
  const named = type !== undefined && /TypeAlias/.test(type.text);
  if (
    named ||
    ((right.type === "subscript" || right.type === "binary_operator") &&
      /^[A-Z_]/.test(left.text) &&
      /^[\w.[\], |"'.]+$/.test(right.text))
  ) {
    aliases.set(left.text, right.text);
  } else if (right.type === "call" && /^(typing\.)?NewType$/.test(fieldOf(right, "function")?.text ?? "")) {
    const base = namedOf(fieldOf(right, "arguments")!)[1];
    if (base) aliases.set(left.text, base.text);
  } else if (right.type === "call" && /^(typing\.)?TypeVar$/.test(fieldOf(right, "function")?.text ?? "")) {
    const bound = namedOf(fieldOf(right, "arguments")!).find(
      (each) => each.type === "keyword_argument" && each.text.startsWith("bound"),
    );
    if (bound) aliases.set(left.text, fieldOf(bound, "value")!.text.replaceAll(/["']/g, ""));
  }
}

/** The source of `re.compile("...")`, when the node is that. */
export function compiledPattern(node: SyntaxNode): string | undefined {
  if (
    node.type !== "call" ||
    !/^(re|regex)\.(compile|match|fullmatch|search|sub|subn|split|findall|finditer)$/.test(
      fieldOf(node, "function")?.text ?? "",
    )
  ) {
    return undefined;
  }
  const first = namedOf(fieldOf(node, "arguments")!)[0];
  const value = first && literalValue(first);
  return typeof value === "string" ? value : undefined;
}

function readTypeStatement(node: SyntaxNode, aliases: Map<string, string>): void {
  const [left, right] = namedOf(node);
  if (left && right) aliases.set(left.text, right.text);
}

function readClass(node: SyntaxNode, classes: Map<string, KnownClass>): void {
  const name = fieldOf(node, "name")!.text;
  const bases = fieldOf(node, "superclasses")?.text ?? "";
  const kind = /Enum\b|\bFlag\b/.test(bases) ? "enum" : /\bTypedDict\b/.test(bases) ? "typed-dict" : "class";
  const partial = /total\s*=\s*False/.test(bases);
  const fields: KnownClass["fields"][number][] = [];
  const members: string[] = [];
  for (const statement of namedOf(fieldOf(node, "body")!)) {
    const assignment = statement.type === "expression_statement" ? namedOf(statement)[0] : undefined;
    if (assignment?.type !== "assignment") continue;
    const left = fieldOf(assignment, "left");
    const type = fieldOf(assignment, "type");
    if (left?.type !== "identifier") continue;
    if (type) fields.push({ name: left.text, type: type.text, optional: partial || /NotRequired/.test(type.text) });
    else if (!left.text.startsWith("_")) members.push(left.text);
  }
  if (!classes.has(name)) classes.set(name, { name, kind, fields, members });
}
