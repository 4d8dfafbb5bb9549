import { createHash } from "node:crypto";
import type { Parameter, Unit, UnitKind } from "@autotest/core";
import type { FileNames } from "./file-names.js";
import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";
import { readBody } from "./read-body.js";
import { fieldParameters, isDataClass, isNamedTuple } from "./read-class-fields.js";
import { type Docstring, readDocstring } from "./read-docstring.js";
import { readParameters } from "./read-parameters.js";
import { shapeOfType } from "./type-text.js";

/** A definition found in a file, before it is read. */
interface Definition {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly owner: string | null;
  readonly decorators: readonly string[];
  /** False for what is defined inside a function. */
  readonly reachable: boolean;
  readonly firstLine: number;
}

const CONSTRUCTORS = new Set(["__init__", "__new__", "__post_init__"]);
const BLOCKS = new Set([
  "module",
  "block",
  "if_statement",
  "else_clause",
  "elif_clause",
  "try_statement",
  "except_clause",
  "finally_clause",
  "with_statement",
  "for_statement",
  "while_statement",
  "match_statement",
  "case_clause",
]);

/** Every unit of a module, in source order; of two with one name the last counts, as at run time. */
export function readUnits(root: SyntaxNode, path: string, names: FileNames): readonly Unit[] {
  const definitions = new Map<string, Definition>();
  for (const definition of definitionsIn(root, null, true)) {
    const key = unitName(definition);
    definitions.delete(key);
    definitions.set(key, definition);
  }
  const known = new Set(definitions.keys());
  return [...definitions.values()]
    .filter(
      ({ node, owner, name }) =>
        node.type === "class_definition" || owner === null || !CONSTRUCTORS.has(bareName(name)),
    )
    .map((definition) => readUnit(definition, path, names, known));
}

function* definitionsIn(
  node: SyntaxNode,
  owner: string | null,
  reachable: boolean,
  prefix = "",
): Generator<Definition> {
  for (const child of namedOf(node)) {
    const decorated = child.type === "decorated_definition";
    const definition = decorated ? fieldOf(child, "definition")! : child;
    if (definition.type === "function_definition" || definition.type === "class_definition") {
      const name = prefix + fieldOf(definition, "name")!.text;
      const decorators = decorated
        ? namedOf(child)
            .filter((each) => each.type === "decorator")
            .map(decoratorText)
        : [];
      yield { node: definition, name, owner, decorators, reachable, firstLine: child.line };
      const body = fieldOf(definition, "body")!;
      if (definition.type === "class_definition") yield* definitionsIn(body, name, reachable, `${name}.`);
      else yield* definitionsIn(body, null, false, `${name}.`);
    } else if (BLOCKS.has(child.type)) yield* definitionsIn(child, owner, reachable, prefix);
  }
}

function decoratorText(node: SyntaxNode): string {
  return node.text.replace(/^@\s*/, "");
}

function bareName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** `__total` inside a class can only be reached under another name: callers inside the class are its only users. */
function isMangled({ name, owner }: Definition): boolean {
  return owner !== null && /^__\w*[^_]_?$/.test(bareName(name));
}

function unitName({ name, decorators }: Definition): string {
  const accessor = decorators.map((text) => /\.(setter|deleter)$/.exec(text)?.[1]).find((word) => word !== undefined);
  return accessor ? `${name}.${accessor}` : name;
}

function readUnit(definition: Definition, path: string, names: FileNames, known: ReadonlySet<string>): Unit {
  const { node, decorators, owner, reachable } = definition;
  const name = unitName(definition);
  const isClass = node.type === "class_definition";
  const body = fieldOf(node, "body")!;
  const maker = isClass ? constructorOf(body) : undefined;
  const callable = isClass ? maker : node;
  const kind = unitKind(definition, isClass);
  const doc = readDocstring(body);
  const callDoc = callable && callable !== node ? mergedDoc(doc, readDocstring(fieldOf(callable, "body")!)) : doc;
  const list = callable && fieldOf(callable, "parameters");
  const hasReceiver = callable !== undefined && (isClass || (owner !== null && kind !== "static-method"));
  const receiver = hasReceiver ? firstParameter(list) : null;
  const callBody = callable ? fieldOf(callable, "body")! : body;
  const facts = readBody(callBody, isClass ? name : owner, receiver, known, names);
  const annotation = isClass ? undefined : fieldOf(node, "return_type")?.text;
  const returns =
    annotation === undefined ? undefined : shapeOfType(annotation, { names, source: "annotation", weight: 0.95 });
  const documented =
    isClass || !doc?.returns ? undefined : shapeOfType(doc.returns, { names, source: "doc", weight: 0.8 });
  const result = returns ?? documented;
  return {
    id: createHash("sha256").update(`${path}\n${name}`).digest("hex").slice(0, 16),
    name,
    kind,
    path,
    span: { line: definition.firstLine, endLine: node.endLine },
    ref: reachable && !isMangled(definition) && !name.endsWith(".deleter") ? `:${definition.name}` : null,
    ...(owner === null ? {} : { owner }),
    parameters: parametersOf(isClass, body, decorators, node, callable, {
      names,
      doc: callDoc,
      body: callBody,
      receiver: hasReceiver,
    }),
    async: !isClass && node.children.some((child) => child.type === "async"),
    // What a decorator makes a block to enter is not iterated.
    generator: !isClass && facts.generator && !decorators.some((text) => /contextmanager$/.test(text)),
    private: name.split(".").some((part) => part.startsWith("_") && !/^__\w+__$/.test(part)),
    abstract: isClass
      ? isAbstractClass(node, body)
      : decorators.some((text) => /(^|\.)abstract(method|property|classmethod|staticmethod)$/.test(text)),
    ...(result ? { returns: result } : {}),
    ...(annotation === undefined ? {} : { returnAnnotation: annotation }),
    ...(doc ? { doc: doc.text } : {}),
    decorators,
    raises: [...new Set([...facts.raises, ...(callDoc?.raises ?? [])])],
    calls: facts.calls.filter((each) => each !== name),
    reads: facts.reads,
    writes: facts.writes,
    constants: facts.constants,
    patterns: facts.patterns,
    examples: [],
  };
}

function parametersOf(
  isClass: boolean,
  body: SyntaxNode,
  decorators: readonly string[],
  node: SyntaxNode,
  callable: SyntaxNode | undefined,
  scope: Parameters<typeof readParameters>[1],
): readonly Parameter[] {
  if (callable) return readParameters(fieldOf(callable, "parameters"), scope);
  if (isClass && (isDataClass(decorators) || isNamedTuple(node))) return fieldParameters(body, decorators, scope);
  return [];
}

/** The last one written: those before it are its overloads. */
function constructorOf(body: SyntaxNode): SyntaxNode | undefined {
  const methods = namedOf(body).map((child) =>
    child.type === "decorated_definition" ? fieldOf(child, "definition")! : child,
  );
  const named = (name: string): SyntaxNode | undefined =>
    methods.findLast((child) => child.type === "function_definition" && fieldOf(child, "name")!.text === name);
  return named("__init__") ?? named("__new__");
}

function unitKind({ decorators, owner }: Definition, isClass: boolean): UnitKind {
  if (isClass) return "class";
  if (owner === null) return "function";
  const names = decorators.map((text) => text.replace(/\(.*$/s, ""));
  if (names.some((text) => /\.setter$/.test(text))) return "setter";
  if (names.some((text) => /(^|\.)(cached_property|property|abstractproperty)$/.test(text))) return "getter";
  if (names.some((text) => /(^|\.)staticmethod$/.test(text))) return "static-method";
  if (names.some((text) => /(^|\.)classmethod$/.test(text))) return "class-method";
  return "method";
}

function firstParameter(list: SyntaxNode | undefined): string | null {
  const first = list && namedOf(list)[0];
  if (!first) return null;
  return first.type === "identifier" ? first.text : (fieldOf(first, "name")?.text ?? namedOf(first)[0]?.text ?? null);
}

function mergedDoc(outer: Docstring | null, inner: Docstring | null): Docstring | null {
  if (!outer || !inner) return outer ?? inner;
  return { ...outer, types: new Map([...outer.types, ...inner.types]), raises: [...outer.raises, ...inner.raises] };
}

function isAbstractClass(node: SyntaxNode, body: SyntaxNode): boolean {
  const bases = fieldOf(node, "superclasses")?.text ?? "";
  if (/\bProtocol\b/.test(bases)) return true;
  if (!/\bABC\b|\bABCMeta\b/.test(bases)) return false;
  return [...walk(body)].some((each) => each.type === "decorator" && /abstract/.test(each.text));
}
