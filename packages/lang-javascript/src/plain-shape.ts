import type { Shape, ShapeSource, Value } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** What a plain type is read with. */
export interface PlainReading {
  readonly typescript: TypeScriptApi;
  readonly source: ShapeSource;
  /** Names the file gives a meaning of its own; they are not the built-in ones. */
  readonly declared: ReadonlySet<string>;
}

const DEEPEST = 4;
const INSTANCES: ReadonlySet<string> = new Set(["Date", "RegExp", "Error", "TypeError", "RangeError"]);

/**
 * The shape of a type that means the same in every program: keywords, literals, built-in collections, unions of such. Null for
 * all others: what they mean only the type checker knows, which costs as much as the whole search of a small file.
 * Shapes are those the checker would give in strict mode.
 */
export function plainShape(reading: PlainReading, type: ts.TypeNode, depth = 0): Shape | null {
  const { typescript, source } = reading;
  const { SyntaxKind } = typescript;
  switch (type.kind) {
    case SyntaxKind.AnyKeyword:
    case SyntaxKind.UnknownKeyword:
    case SyntaxKind.NeverKeyword:
    case SyntaxKind.JSDocAllType:
    case SyntaxKind.JSDocUnknownType:
      return { kind: "unknown", source };
    case SyntaxKind.StringKeyword:
      return { kind: "text", source };
    case SyntaxKind.NumberKeyword:
      return { kind: "float", source };
    case SyntaxKind.BigIntKeyword:
      return { kind: "int", source, format: "bigint" };
    case SyntaxKind.BooleanKeyword:
      return { kind: "bool", source };
    case SyntaxKind.UndefinedKeyword:
    case SyntaxKind.VoidKeyword:
      return nothing(source, { $: "undefined" });
  }
  if (typescript.isParenthesizedTypeNode(type)) return plainShape(reading, type.type, depth);
  if (typescript.isJSDocNonNullableType(type)) return plainShape(reading, type.type, depth);
  if (typescript.isJSDocOptionalType(type)) return orNothing(reading, type.type, { $: "undefined" }, depth);
  if (typescript.isJSDocNullableType(type)) return orNothing(reading, type.type, null, depth);
  if (type.kind === SyntaxKind.ObjectKeyword) return { kind: "record", source, fields: {}, weight: 0.5 };
  if (typescript.isLiteralTypeNode(type)) return literalShape(reading, type.literal);
  if (typescript.isUnionTypeNode(type)) return unionShape(reading, type.types, depth);
  if (typescript.isFunctionTypeNode(type)) {
    return depth >= DEEPEST ? { kind: "unknown", source } : { kind: "callable", source, arity: type.parameters.length };
  }
  if (typescript.isArrayTypeNode(type)) return listShape(reading, type.elementType, depth);
  if (typescript.isTypeReferenceNode(type)) return namedShape(reading, type, depth);
  return null;
}

function nothing(source: ShapeSource, value: Value): Shape {
  return { kind: "none", source, values: [value] };
}

function orNothing(reading: PlainReading, type: ts.TypeNode, value: Value, depth: number): Shape | null {
  const inner = plainShape(reading, type, depth);
  return inner && joined(reading.source, [nothing(reading.source, value), inner]);
}

function literalShape({ typescript, source }: PlainReading, literal: ts.LiteralTypeNode["literal"]): Shape | null {
  const { SyntaxKind } = typescript;
  if (literal.kind === SyntaxKind.NullKeyword) return nothing(source, null);
  if (literal.kind === SyntaxKind.TrueKeyword) return { kind: "literal", source, values: [true] };
  if (literal.kind === SyntaxKind.FalseKeyword) return { kind: "literal", source, values: [false] };
  if (typescript.isStringLiteral(literal)) return { kind: "literal", source, values: [literal.text] };
  if (typescript.isNumericLiteral(literal)) return { kind: "literal", source, values: [Number(literal.text)] };
  return null;
}

function listShape(reading: PlainReading, element: ts.TypeNode | undefined, depth: number): Shape | null {
  const { source } = reading;
  if (element === undefined) return { kind: "list", source };
  const inner = plainShape(reading, element, depth + 1);
  if (inner === null) return null;
  if (depth >= DEEPEST) return { kind: "unknown", source };
  return inner.kind === "unknown" ? { kind: "list", source } : { kind: "list", source, element: inner };
}

function namedShape(reading: PlainReading, type: ts.TypeReferenceNode, depth: number): Shape | null {
  const { typescript, source, declared } = reading;
  if (!typescript.isIdentifier(type.typeName) || declared.has(type.typeName.text)) return null;
  const name = type.typeName.text;
  const given = type.typeArguments ?? [];
  const isDocumentation = source === "doc";
  if (name === "Array" || name === "ReadonlyArray")
    return given.length === 1 || (isDocumentation && given.length === 0) ? listShape(reading, given[0], depth) : null;
  if (depth >= DEEPEST) return null;
  if (given.length === 0) {
    if (INSTANCES.has(name)) return { kind: "instance", source, ref: `globalThis:${name}` };
    if (name === "Function" || (name === "function" && isDocumentation)) return { kind: "callable", source };
    if (name === "Object" && isDocumentation) return { kind: "record", source, fields: {}, weight: 0.5 };
    if (name === "String") return { kind: "text", source };
    if (name === "Number") return { kind: "float", source };
    if (name === "Boolean") return { kind: "bool", source };
    return null;
  }
  const inner = given.map((argument) => plainShape(reading, argument, depth + 1));
  const [first, second] = inner;
  if (!first || inner.includes(null)) return null;
  if (inner.length === 1 && (name === "Promise" || name === "PromiseLike")) return first;
  if (inner.length === 1 && /^(Readonly)?Set$/.test(name)) return { kind: "set", source, element: first };
  if (inner.length === 2 && second && /^(Readonly)?Map$/.test(name))
    return { kind: "map", source, key: first, element: second, format: "Map" };
  return null;
}

/** Where the checker puts the members of a union. */
const RANK: { readonly [kind in Shape["kind"]]?: number } = {
  none: 0,
  text: 2,
  float: 3,
  int: 4,
  record: 5,
  callable: 6,
  list: 7,
};

function unionShape(reading: PlainReading, types: readonly ts.TypeNode[], depth: number): Shape | null {
  const parts: Shape[] = [];
  for (const type of types) {
    const part = plainShape(reading, type, depth);
    if (part === null) return null;
    parts.push(part);
  }
  return joined(reading.source, parts);
}

function joined(source: ShapeSource, members: readonly Shape[]): Shape | null {
  const parts = members.flatMap((part) => (part.kind === "union" ? (part.options ?? []) : [part]));
  if (parts.some(({ kind }) => kind === "unknown")) return { kind: "unknown", source };
  // Objects in one union are ordered, and perhaps merged, by what they consist of; only the bare ones are known to be apart.
  const objects = distinct(
    parts.filter(({ kind }) => !["none", "text", "float", "int", "bool", "literal"].includes(kind)),
  );
  if (objects.length > 1 && !objects.every(isBare)) return null;
  const kinds = new Set(parts.map(({ kind }) => kind));
  const values = [...new Set(parts.flatMap((part) => (part.kind === "literal" ? (part.values ?? []) : [])))].filter(
    (value) =>
      !(
        (typeof value === "string" && kinds.has("text")) ||
        (typeof value === "number" && kinds.has("float")) ||
        (typeof value === "boolean" && kinds.has("bool"))
      ),
  );
  const isBool = kinds.has("bool") || (values.includes(true) && values.includes(false));
  const rest = isBool ? values.filter((value) => typeof value !== "boolean") : values;
  const options = [
    ...distinct(parts.filter(({ kind }) => kind !== "bool" && kind !== "literal")).sort(
      (left, right) => rankOf(left) - rankOf(right),
    ),
    ...(isBool ? [{ kind: "bool", source } as const] : []),
    ...(rest.length > 0 ? [{ kind: "literal", source, values: rest } as const] : []),
  ];
  const [only] = options;
  return options.length === 1 && only ? only : { kind: "union", source, options };
}

function isBare(shape: Shape): boolean {
  const { kind, element, arity } = shape;
  return (kind === "record" || kind === "callable" || kind === "list") && element === undefined && arity === undefined;
}

function rankOf(shape: Shape): number {
  return (RANK[shape.kind] ?? 9) + (shape.kind === "none" && shape.values?.[0] === null ? 1 : 0);
}

function distinct(shapes: readonly Shape[]): Shape[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}
