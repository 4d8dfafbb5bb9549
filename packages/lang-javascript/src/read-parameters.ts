import type { Parameter, Shape } from "@autotest/core";
import type { ts } from "ts-morph";
import { type HiddenParameter, hiddenParameters, takesAnyNumber } from "./hidden-parameters.js";
import { kindOfValue } from "./kind-of-value.js";
import { literalValue } from "./literal-value.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { isTypeScriptPath } from "./parse-file.js";
import { plainShape } from "./plain-shape.js";
import { shapeOfName } from "./shape-of-name.js";
import { shapeOfType } from "./shape-of-type.js";
import { shapesOfUsage } from "./shape-of-usage.js";

/** What reading parameters needs; without a checker only syntax speaks, and types that need none. */
export interface ParameterReading {
  readonly typescript: TypeScriptApi;
  readonly checker: ts.TypeChecker | null;
  /** Names the file gives a meaning as types. */
  readonly declared: ReadonlySet<string>;
  refOf(declaration: ts.Declaration): string | null;
}

/** What a function that looks at all its arguments takes beyond those with names. */
const REST: Parameter = { name: "arguments", kind: "rest", optional: true, shapes: [] };

/** The parameters of a function with every opinion about their types, strongest first. */
export function readParameters(reading: ParameterReading, node: ts.SignatureDeclaration): readonly Parameter[] {
  const declared = node.parameters.filter((parameter) => parameter.name.getText() !== "this");
  const shown = declared.map((parameter, index) => readParameter(reading, node, parameter, index));
  if (shown.at(-1)?.kind === "rest" || reading.typescript.isArrowFunction(node)) return shown;
  const owner = node as ts.FunctionLikeDeclaration;
  const hidden = hiddenParameters(reading.typescript, owner, shown.length);
  // A type checker holds a call to what is declared.
  const isChecked = isTypeScriptPath(node.getSourceFile().fileName);
  const rest = !isChecked && takesAnyNumber(reading.typescript, owner) ? [REST] : [];
  return [...shown, ...hidden.map((parameter) => readHidden(reading, owner, parameter)), ...rest];
}

function readHidden(
  reading: ParameterReading,
  owner: ts.FunctionLikeDeclaration,
  { name, initializer }: HiddenParameter,
): Parameter {
  const { typescript } = reading;
  const value = initializer ? literalValue(typescript, initializer) : null;
  const usage = owner.body ? shapesOfUsage(typescript, owner, name, owner.body) : [];
  const shapes = [defaultShape(reading, initializer), ...usage, shapeOfName(name)];
  return {
    name,
    kind: "positional",
    optional: true,
    ...(value ? { default: value[0] } : {}),
    shapes: shapes.filter((shape): shape is Shape => shape !== null && shape.kind !== "unknown"),
  };
}

/** What `this` must be for a function that works on it: its declared type, else what the body does with it. */
export function shapesOfReceiver(
  { typescript, checker, refOf }: ParameterReading,
  node: ts.SignatureDeclaration,
): readonly Shape[] {
  const declared = node.parameters.find((parameter) => parameter.name.getText() === "this" && parameter.type);
  const { body } = node as ts.FunctionLikeDeclaration;
  const usage = body ? shapesOfUsage(typescript, node, "this", body) : [];
  const records = usage.filter(({ kind }) => kind === "record" || kind === "instance");
  const known = records.length > 0 ? records : [{ kind: "record" as const, source: "usage" as const, fields: {} }];
  if (!declared || !checker) return known;
  const shape = shapeOfType({ typescript, checker, source: "annotation", refOf }, checker.getTypeAtLocation(declared));
  return shape.kind === "unknown" ? known : [shape, ...known];
}

function readParameter(
  reading: ParameterReading,
  owner: ts.SignatureDeclaration,
  parameter: ts.ParameterDeclaration,
  index: number,
): Parameter {
  const { typescript } = reading;
  const isPattern = !typescript.isIdentifier(parameter.name);
  const name = isPattern ? patternName(typescript, parameter.name, index) : parameter.name.getText();
  const tag = documentedTag(reading, parameter);
  const value = parameter.initializer ? literalValue(typescript, parameter.initializer) : null;
  const optional =
    parameter.initializer !== undefined ||
    parameter.questionToken !== undefined ||
    parameter.dotDotDotToken !== undefined ||
    (tag?.isBracketed ?? false) ||
    countsArguments(owner);
  return {
    name,
    kind: parameter.dotDotDotToken ? "rest" : "positional",
    optional,
    ...(value ? { default: value[0] } : {}),
    ...(parameter.type
      ? { annotation: parameter.type.getText() }
      : tag?.typeExpression
        ? { annotation: tag.typeExpression.type.getText() }
        : {}),
    shapes: shapesOf(reading, owner, parameter, name),
  };
}

/** What a compiler makes of defaults; see `hidden-parameters.ts`. */
const COMPILED = /\barguments\.length (?:>|<=) \d+ (?:&&|\|\|) arguments\[/g;

/** A function that looks at how many arguments it was given may be given fewer. */
function countsArguments(owner: ts.SignatureDeclaration): boolean {
  return "body" in owner && /\barguments\.length\b/.test(owner.body?.getText().replace(COMPILED, "") ?? "");
}

function patternName(typescript: TypeScriptApi, name: ts.BindingName, index: number): string {
  if (typescript.isObjectBindingPattern(name)) return index === 0 ? "options" : `options${index + 1}`;
  return `items${index === 0 ? "" : index + 1}`;
}

function documentedTag(
  { typescript }: ParameterReading,
  parameter: ts.ParameterDeclaration,
): ts.JSDocParameterTag | undefined {
  return typescript.getJSDocParameterTags(parameter)[0];
}

function shapesOf(
  reading: ParameterReading,
  owner: ts.SignatureDeclaration,
  parameter: ts.ParameterDeclaration,
  name: string,
): readonly Shape[] {
  const { typescript } = reading;
  const declared = declaredShape(reading, parameter);
  const shapes: (Shape | null)[] = [
    declared,
    defaultShape(reading, parameter.initializer),
    patternShape(reading, parameter.name),
  ];
  const body = (owner as ts.FunctionLikeDeclaration).body;
  if (body && typescript.isIdentifier(parameter.name)) {
    const usage = shapesOfUsage(typescript, owner, name, body);
    shapes.push(...usage);
    if (declared && fieldless(declared)) shapes[0] = { ...declared, weight: 0.3 };
  }
  shapes.push(shapeOfName(name));
  const known = shapes.filter((shape): shape is Shape => shape !== null && shape.kind !== "unknown");
  return parameter.dotDotDotToken
    ? known
        .map((shape) => (shape.kind === "list" && shape.source !== "usage" ? (shape.element ?? shape) : shape))
        .filter((shape) => shape.kind !== "unknown")
    : known;
}

function fieldless(shape: Shape): boolean {
  return shape.kind === "record" && Object.keys(shape.fields ?? {}).length === 0;
}

/** The annotation, or the type in the documentation, through the checker. */
function declaredShape(reading: ParameterReading, parameter: ts.ParameterDeclaration): Shape | null {
  const { checker, typescript } = reading;
  const written = parameter.type ?? typescript.getJSDocType(parameter);
  if (!written) return contextualShape(reading, parameter);
  const isOptional = parameter.questionToken || parameter.initializer || documentedTag(reading, parameter)?.isBracketed;
  if (!checker) {
    const source = parameter.type ? "annotation" : "doc";
    const plain = plainShape({ typescript, source, declared: reading.declared }, written);
    const shape = plain && isOptional ? withoutNone(plain) : plain;
    return shape?.kind === "unknown" ? documentedShape(reading, parameter) : shape;
  }
  const type = checker.getTypeAtLocation(parameter);
  // `{Object}` and `{*}` in documentation come out as any.
  const optionalRemoved = isOptional ? checker.getNonNullableType(type) : type;
  const shape = shapeOfType(
    { typescript, checker, source: parameter.type ? "annotation" : "doc", refOf: reading.refOf },
    optionalRemoved,
  );
  return shape.kind === "unknown" ? documentedShape(reading, parameter) : shape;
}

/** `const compare: Comparator = (a, b) => ...`: the type of the whole says what each parameter is. */
function contextualShape(
  { checker, typescript, refOf }: ParameterReading,
  parameter: ts.ParameterDeclaration,
): Shape | null {
  const owner = parameter.parent;
  if (!checker || !(typescript.isArrowFunction(owner) || typescript.isFunctionExpression(owner))) return null;
  if (!typescript.isIdentifier(parameter.name) || parameter.initializer) return null;
  const type = checker.getTypeAtLocation(parameter);
  return shapeOfType({ typescript, checker, source: "checker", refOf }, type);
}

/** What an optional parameter may be when it is given. */
function withoutNone(shape: Shape): Shape {
  if (shape.kind === "none") return { kind: "unknown", source: shape.source };
  if (shape.kind !== "union") return shape;
  const options = (shape.options ?? []).filter(({ kind }) => kind !== "none");
  const [only] = options;
  return options.length === 1 && only ? only : { ...shape, options };
}

function documentedShape({ typescript }: ParameterReading, parameter: ts.ParameterDeclaration): Shape | null {
  const text = typescript.getJSDocType(parameter)?.getText().toLowerCase() ?? "";
  return text === "object" ? { kind: "record", source: "doc", fields: {}, weight: 0.3 } : null;
}

function defaultShape(reading: ParameterReading, initializer: ts.Expression | undefined): Shape | null {
  if (!initializer) return null;
  const { typescript } = reading;
  if (typescript.isArrowFunction(initializer) || typescript.isFunctionExpression(initializer)) {
    return { kind: "callable", source: "default", arity: initializer.parameters.length };
  }
  if (typescript.isNewExpression(initializer)) {
    const name = initializer.expression.getText();
    if (name === "Map") return { kind: "map", source: "default", format: "Map" };
    if (name === "Set") return { kind: "set", source: "default" };
    return { kind: "instance", source: "default", ...(name in globalThis ? { ref: `globalThis:${name}` } : {}) };
  }
  const literal = literalValue(typescript, initializer);
  const kind = literal
    ? kindOfValue(literal[0])
    : typescript.isArrayLiteralExpression(initializer)
      ? "list"
      : typescript.isObjectLiteralExpression(initializer)
        ? "record"
        : null;
  if (kind === null) return null;
  return kind === "record" ? { kind, source: "default", fields: {}, weight: 0.5 } : { kind, source: "default" };
}

/** `({ a, b = 1 })` is a record, `([x, y])` a tuple. */
function patternShape(reading: ParameterReading, name: ts.BindingName): Shape | null {
  const { typescript } = reading;
  if (typescript.isIdentifier(name)) return null;
  const of = (element: ts.BindingElement): Shape =>
    patternShape(reading, element.name) ??
    defaultShape(reading, element.initializer) ??
    shapeOfName(element.name.getText()) ?? { kind: "unknown", source: "usage" };
  if (typescript.isArrayBindingPattern(name)) {
    return {
      kind: "tuple",
      source: "usage",
      items: name.elements.map((element) =>
        typescript.isBindingElement(element) ? of(element) : { kind: "unknown", source: "usage" },
      ),
    };
  }
  const elements = name.elements.filter((element) => !element.dotDotDotToken);
  const keyOf = (element: ts.BindingElement): string =>
    (element.propertyName ?? element.name).getText().replace(/^["']|["']$/g, "");
  const optional = elements.filter((element) => element.initializer).map(keyOf);
  const fields = Object.fromEntries(elements.map((element) => [keyOf(element), of(element)]));
  return { kind: "record", source: "usage", fields, ...(optional.length > 0 ? { optional } : {}) };
}
