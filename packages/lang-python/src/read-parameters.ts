import type { Parameter, Shape, Value } from "@autotest/core";
import type { FileNames } from "./file-names.js";
import { literalValue } from "./literal-value.js";
import { shapeOfName } from "./name-shape.js";
import { fieldOf, namedOf, type SyntaxNode } from "./parse.js";
import type { Docstring } from "./read-docstring.js";
import { shapeOfType } from "./type-text.js";
import { shapesOfUsage } from "./usage-shape.js";

/** What is known around a parameter list. */
export interface ParameterScope {
  readonly names: FileNames;
  readonly doc: Docstring | null;
  readonly body: SyntaxNode;
  /** True when the first parameter is the receiver (`self`, `cls`). */
  readonly receiver: boolean;
}

/** The parameters of a function, receiver excluded, each with every opinion about its type. */
export function readParameters(list: SyntaxNode | undefined, scope: ParameterScope): readonly Parameter[] {
  if (!list) return [];
  const parameters: Parameter[] = [];
  let named = false;
  for (const node of list.children) {
    if (
      node.type === "keyword_separator" ||
      (node.type === "list_splat_pattern" && namedOf(node).length === 0) ||
      node.text === "*"
    ) {
      named = true;
      continue;
    }
    if (!node.named || node.type === "positional_separator" || node.type === "comment") continue;
    const parameter = readParameter(node, named, scope);
    if (!parameter) continue;
    if (parameter.kind === "rest") named = true;
    parameters.push(parameter);
  }
  return scope.receiver ? parameters.slice(1) : parameters;
}

function readParameter(node: SyntaxNode, named: boolean, scope: ParameterScope): Parameter | null {
  const annotation = fieldOf(node, "type")?.text;
  const inner = node.type === "typed_parameter" ? namedOf(node)[0]! : node;
  const nameNode = fieldOf(node, "name") ?? (inner.type === "identifier" ? inner : namedOf(inner)[0]);
  if (!nameNode) return null;
  const name = nameNode.text;
  const kind =
    inner.type === "list_splat_pattern"
      ? "rest"
      : inner.type === "dictionary_splat_pattern"
        ? "keywords"
        : named
          ? "named"
          : "positional";
  const defaultNode = fieldOf(node, "value");
  const value = defaultNode && literalValue(defaultNode);
  return {
    name,
    kind,
    optional: defaultNode !== undefined || kind === "rest" || kind === "keywords",
    ...(value === undefined ? {} : { default: value }),
    ...(annotation === undefined ? {} : { annotation }),
    shapes: opinions(name, annotation, defaultNode, value, scope),
  };
}

/** Every opinion about one name, strongest first. Also used for fields of dataclasses. */
export function opinions(
  name: string,
  annotation: string | undefined,
  defaultNode: SyntaxNode | undefined,
  value: Value | undefined,
  { names, doc, body }: Pick<ParameterScope, "names" | "doc" | "body">,
): readonly Shape[] {
  const documented = doc?.types.get(name);
  const shapes = [
    annotation === undefined ? undefined : shapeOfType(annotation, { names, source: "annotation", weight: 0.95 }),
    documented === undefined ? undefined : shapeOfType(documented, { names, source: "doc", weight: 0.8 }),
    shapeOfDefault(defaultNode, value, names),
    ...shapesOfUsage(name, body),
    shapeOfName(name),
  ].filter((shape) => shape !== undefined);
  return shapes.sort((left, right) => (right.weight ?? 1) - (left.weight ?? 1));
}

function shapeOfDefault(node: SyntaxNode | undefined, value: Value | undefined, names: FileNames): Shape | undefined {
  if (!node) return undefined;
  const guess = (kind: Shape["kind"], weight = 0.7): Shape => ({ kind, source: "default", weight });
  if (value === null) return guess("none", 0.2);
  if (typeof value === "boolean") return guess("bool", 0.85);
  if (typeof value === "number") return guess("int");
  if (typeof value === "string") return guess("text");
  if (Array.isArray(value)) return guess("list");
  if (value !== undefined) {
    const tag = (value as { readonly $?: string }).$;
    if (tag === "float" || tag === "int" || tag === "bytes" || tag === "tuple" || tag === "set") return guess(tag);
    return guess("map");
  }
  if (node.type === "lambda") return guess("callable");
  if (node.type === "attribute") {
    // `Color.RED`: a member of a class of this file
    const owner = fieldOf(node, "object")!.text;
    const shape = names.shapeOf(owner, { names, source: "default", weight: 0.7 }, 0);
    if (shape) return { ...shape, weight: 0.7 };
  }
  if (node.type === "identifier" && /^(str|int|float|len|repr|sorted|max|min)$/.test(node.text))
    return guess("callable");
  return undefined;
}
