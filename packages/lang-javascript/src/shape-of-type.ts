import type { Shape, ShapeSource, Value } from "@autotest/core";
import type { ts } from "ts-morph";
import { classBehind } from "./class-behind.js";
import { numberValue } from "./literal-value.js";
import type { TypeScriptApi } from "./load-typescript.js";

/** What turning a checker type into a shape needs. */
export interface TypeReading {
  readonly typescript: TypeScriptApi;
  readonly checker: ts.TypeChecker;
  readonly source: ShapeSource;
  /** The ref of a class or enum of the project, or null when nothing exports it. */
  refOf(declaration: ts.Declaration): string | null;
}

const DEEPEST = 4;
const MOST_FIELDS = 20;
const BUILT_IN: ReadonlySet<string> = new Set([
  "Date",
  "RegExp",
  "Promise",
  "Error",
  "TypeError",
  "RangeError",
  "URL",
  "URLSearchParams",
  "ArrayBuffer",
  "WeakMap",
  "WeakSet",
]);
const BYTES: ReadonlySet<string> = new Set(["Uint8Array", "Buffer"]);

/** A type of the checker as a shape; `unknown` when it says nothing. */
export function shapeOfType(reading: TypeReading, type: ts.Type, depth = 0): Shape {
  const { typescript, source } = reading;
  const { TypeFlags } = typescript;
  const { flags } = type;
  if (flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never)) return { kind: "unknown", source };
  if (type.isUnion()) return shapeOfUnion(reading, type, depth);
  if (flags & TypeFlags.BooleanLiteral)
    return { kind: "literal", source, values: [reading.checker.typeToString(type) === "true"] };
  if (type.isStringLiteral()) return { kind: "literal", source, values: [type.value] };
  if (type.isNumberLiteral()) return { kind: "literal", source, values: [numberValue(type.value)] };
  if (flags & TypeFlags.BigIntLiteral)
    return { kind: "literal", source, values: [{ $: "int", v: reading.checker.typeToString(type).replace("n", "") }] };
  if (flags & (TypeFlags.StringLike | TypeFlags.TemplateLiteral)) return { kind: "text", source };
  if (flags & TypeFlags.NumberLike) return { kind: "float", source };
  if (flags & TypeFlags.BigIntLike) return { kind: "int", source, format: "bigint" };
  if (flags & TypeFlags.BooleanLike) return { kind: "bool", source };
  if (flags & TypeFlags.Undefined || flags & TypeFlags.Void)
    return { kind: "none", source, values: [{ $: "undefined" }] };
  if (flags & TypeFlags.Null) return { kind: "none", source, values: [null] };
  if (type.isTypeParameter()) {
    const constraint = reading.checker.getBaseConstraintOfType(type);
    return constraint && constraint !== type ? shapeOfType(reading, constraint, depth) : { kind: "unknown", source };
  }
  return depth >= DEEPEST ? { kind: "unknown", source } : shapeOfObject(reading, type, depth);
}

function shapeOfUnion(reading: TypeReading, type: ts.UnionType, depth: number): Shape {
  const { typescript, source } = reading;
  if (type.flags & typescript.TypeFlags.EnumLike) {
    const shape = shapeOfEnum(reading, type);
    if (shape) return shape;
  }
  if (type.flags & typescript.TypeFlags.Boolean) return { kind: "bool", source };
  const options: Shape[] = [];
  const values: Value[] = [];
  for (const part of type.types) {
    const shape = shapeOfType(reading, part, depth);
    if (shape.kind === "literal" && shape.values) values.push(...shape.values);
    // Several interfaces may be views of one class.
    else if (!options.some(({ kind, ref }) => kind === "instance" && kind === shape.kind && ref === shape.ref))
      options.push(shape);
  }
  const isBool = values.includes(true) && values.includes(false);
  const rest = isBool ? values.filter((value) => typeof value !== "boolean") : values;
  if (isBool) options.push({ kind: "bool", source });
  if (rest.length > 0) options.push({ kind: "literal", source, values: rest });
  const [only] = options;
  return options.length === 1 && only ? only : { kind: "union", source, options };
}

function shapeOfEnum(reading: TypeReading, type: ts.Type): Shape | null {
  const { typescript, source } = reading;
  const declaration = type.symbol?.declarations?.find((item) => typescript.isEnumDeclaration(item));
  const ref = declaration && reading.refOf(declaration);
  if (!declaration || !ref) return null;
  const members = (declaration as ts.EnumDeclaration).members.map(
    (member): Value => ({ $: "ref", ref: `${ref}.${member.name.getText()}` }),
  );
  return { kind: "enum", source, ref, values: members };
}

function shapeOfObject(reading: TypeReading, type: ts.Type, depth: number): Shape {
  const { typescript, checker, source } = reading;
  const { SignatureKind } = typescript;
  if (type.isIntersection()) return shapeOfFields(reading, type, depth);
  const enumeration = type.flags & typescript.TypeFlags.EnumLike ? shapeOfEnum(reading, type) : null;
  if (enumeration) return enumeration;
  const inner = (index: number): Shape => {
    const argument = checker.getTypeArguments(type as ts.TypeReference)[index];
    return argument ? shapeOfType(reading, argument, depth + 1) : { kind: "unknown", source };
  };
  if (checker.isTupleType(type)) {
    return {
      kind: "tuple",
      source,
      items: checker.getTypeArguments(type as ts.TypeReference).map((item) => shapeOfType(reading, item, depth + 1)),
    };
  }
  const name = type.symbol?.name ?? "";
  const isGlobal = type.symbol?.declarations?.some((item) => item.getSourceFile().isDeclarationFile) ?? false;
  if (checker.isArrayType(type)) return listOf(source, inner(0));
  if (isGlobal) {
    if (/^(Iterable|IterableIterator|ArrayLike|Generator|Iterator|AsyncIterable|ConcatArray)$/.test(name))
      return { ...listOf(source, inner(0)), ...(/^(Iterable)?Iterator$/.test(name) ? { once: true } : {}) };
    if (/^(Readonly)?Set$/.test(name)) return { kind: "set", source, element: inner(0) };
    if (/^(Readonly)?Map$/.test(name)) return { kind: "map", source, key: inner(0), element: inner(1), format: "Map" };
    if (name === "Promise" || name === "PromiseLike") return inner(0);
    if (BYTES.has(name)) return { kind: "bytes", source };
    if (BUILT_IN.has(name)) return { kind: "instance", source, ref: `globalThis:${name}` };
    if (name === "Function" || name === "CallableFunction") return { kind: "callable", source };
    // What every object has says nothing about this one.
    if (name === "Object") return { kind: "record", source, fields: {}, weight: 0.5 };
    if (name === "String") return { kind: "text", source };
    if (name === "Number") return { kind: "float", source };
    if (name === "Boolean") return { kind: "bool", source };
  }
  const [signature] = checker.getSignaturesOfType(type, SignatureKind.Call);
  if (signature) return { kind: "callable", source, arity: signature.parameters.length };
  const own = refOfClass(reading, type);
  const classRef = own === undefined ? refOfImplementer(reading, type) : own;
  // Of a class that cannot be imported, something with its fields must do.
  if (classRef === null) return shapeOfFields(reading, type, depth);
  if (classRef !== undefined)
    return { ...shapeOfFields(reading, type, depth), kind: "instance", source, ref: classRef };
  const index = checker.getIndexInfosOfType(type)[0];
  if (index && checker.getPropertiesOfType(type).length === 0) {
    return { kind: "map", source, key: { kind: "text", source }, element: shapeOfType(reading, index.type, depth + 1) };
  }
  return shapeOfFields(reading, type, depth);
}

function listOf(source: ShapeSource, element: Shape): Shape {
  return element.kind === "unknown" ? { kind: "list", source } : { kind: "list", source, element };
}

/** Undefined when it is no class; null when the class cannot be imported. */
function refOfClass({ typescript, refOf }: TypeReading, type: ts.Type): string | null | undefined {
  const declaration = type.symbol?.declarations?.find((item) => typescript.isClassLike(item));
  return declaration && refOf(declaration);
}

/** Undefined when no class that can be imported stands behind an interface. */
function refOfImplementer({ typescript, checker, refOf }: TypeReading, type: ts.Type): string | undefined {
  const declaration = classBehind(typescript, checker, type);
  return (declaration && refOf(declaration)) ?? undefined;
}

function shapeOfFields(reading: TypeReading, type: ts.Type, depth: number): Shape {
  const { typescript, checker, source } = reading;
  const fields: Record<string, Shape> = {};
  const optional: string[] = [];
  for (const property of checker.getPropertiesOfType(type).slice(0, MOST_FIELDS)) {
    if (/^(__|#)/.test(property.name) || property.flags & typescript.SymbolFlags.Prototype) continue;
    const declaration = property.valueDeclaration ?? property.declarations?.[0];
    if (!declaration) continue;
    const isOptional = (property.flags & typescript.SymbolFlags.Optional) !== 0;
    const whole = checker.getTypeOfSymbolAtLocation(property, declaration);
    fields[property.name] = shapeOfType(reading, isOptional ? checker.getNonNullableType(whole) : whole, depth + 1);
    if (isOptional) optional.push(property.name);
  }
  if (Object.keys(fields).length === 0) return { kind: "record", source, fields: {}, weight: 0.5 };
  return { kind: "record", source, fields, ...(optional.length > 0 ? { optional } : {}) };
}
