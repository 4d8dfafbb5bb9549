import type { Shape } from "@autotest/core";
import { callsIn } from "./calls-in.js";
import { literalValue } from "./literal-value.js";
import { METHODS_OF } from "./methods-of.js";
import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";
import { Tally } from "./tally.js";
import { weighArgument } from "./weigh-argument.js";

/** Attributes that any value has, which say nothing of it, and those that functions and classes have. */
const OF_ALL = /^__(?:class|doc)__$/;
const OF_FUNCTIONS = /^__(?:name|qualname|module|wrapped|annotations|code|defaults)__$/;

/** Looks at everything a function body does with one of its parameters. Strongest first, at most four. */
export function shapesOfUsage(name: string, body: SyntaxNode, depth = 0): readonly Shape[] {
  const tally = new Tally();
  for (const part of whileGiven(name, body)) {
    for (const node of walk(part)) {
      const [parent, target] = usedIn(node, name);
      if (parent && target) weigh(parent, target, body, tally, depth);
    }
  }
  return tally.shapes();
}

/** The parts of a body in which the name still holds what was given: `sub = Range(sub)` ends that. */
function whileGiven(name: string, body: SyntaxNode): readonly SyntaxNode[] {
  if (body.type !== "block") return [body];
  const last = body.children.findIndex((statement) => {
    const [assignment] = statement.type === "expression_statement" ? statement.children : [];
    const made = assignment?.type === "assignment" ? fieldOf(assignment, "right") : undefined;
    const given = made?.type === "call" ? fieldOf(made, "arguments") : undefined;
    return (
      assignment !== undefined &&
      made !== undefined &&
      given !== undefined &&
      fieldOf(assignment, "left")?.text === name &&
      /^(\w+\.)*[A-Z]\w*$/.test(fieldOf(made, "function")?.text ?? "") &&
      namedOf(given).some((argument) => argument.text === name)
    );
  });
  return last < 0 ? body.children : body.children.slice(0, last + 1);
}

/** `[node, use]` when one of the node's children is the parameter itself. */
function usedIn(node: SyntaxNode, name: string): readonly [SyntaxNode?, SyntaxNode?] {
  const use = node.children.find(
    (child) => child.type === "identifier" && child.text === name && child.field !== "attribute",
  );
  return use ? [node, use] : [];
}

function weigh(node: SyntaxNode, use: SyntaxNode, body: SyntaxNode, tally: Tally, depth: number): void {
  switch (node.type) {
    case "attribute":
      if (use.field === "object") weighAttribute(node, body, tally);
      return;
    case "subscript":
      if (use.field === "value") weighSubscript(node, tally);
      return;
    case "call":
      if (use.field === "function") {
        tally.add("callable", 0.8);
        tally.arity = namedOf(fieldOf(node, "arguments")!).length;
      }
      return;
    case "argument_list":
      weighArgument(node, use, body, tally);
      return;
    case "for_statement":
    case "for_in_clause":
      if (use.field === "right") weighIteration(node, body, tally, depth);
      return;
    case "comparison_operator":
      weighComparison(node, use, tally);
      return;
    case "binary_operator":
    case "augmented_assignment":
      weighArithmetic(node, use, tally);
      return;
    case "unary_operator":
      tally.add("int", 0.5);
      tally.add("float", 0.4);
      return;
    case "dictionary_splat":
      tally.add("map", 0.7);
      return;
    case "list_splat":
      tally.add("list", 0.6);
      return;
    case "not_operator":
    case "if_statement":
    case "boolean_operator":
    case "conditional_expression":
      tally.add("bool", 0.15);
      return;
    default:
  }
}

function weighAttribute(node: SyntaxNode, body: SyntaxNode, tally: Tally): void {
  const attribute = fieldOf(node, "attribute")!.text;
  const kinds = METHODS_OF.get(attribute);
  if (kinds) {
    for (const kind of kinds) tally.add(kind, kinds.length > 1 ? 0.5 : 0.75);
    return;
  }
  if (["real", "numerator", "denominator", "bit_length", "is_integer"].includes(attribute)) {
    tally.add("float", 0.5);
    return;
  }
  if (OF_ALL.test(attribute)) return;
  if (OF_FUNCTIONS.test(attribute)) tally.add("callable", 0.4);
  tally.add("instance", 0.6);
  const called = callsIn(body).functions.has(node.text);
  tally.fields.set(attribute, { kind: called ? "callable" : "unknown", source: "usage" });
}

function weighSubscript(node: SyntaxNode, tally: Tally): void {
  const index = fieldOf(node, "subscript");
  if (!index) return;
  const value = literalValue(index);
  if (typeof value === "string") {
    tally.add("record", 0.7);
    tally.add("map", 0.6);
    tally.keys.set(value, { kind: "unknown", source: "usage" });
  } else if (index.type === "slice" || typeof value === "number") {
    tally.add("list", 0.5);
    tally.add("text", 0.45);
  } else {
    tally.add("list", 0.45);
    tally.add("map", 0.45);
    tally.add("text", 0.25);
  }
}

function weighIteration(node: SyntaxNode, body: SyntaxNode, tally: Tally, depth: number): void {
  tally.add("list", 0.55);
  tally.add("text", 0.2);
  const left = fieldOf(node, "left");
  if (left?.type === "identifier" && depth < 1) {
    const element = shapesOfUsage(left.text, body, depth + 1)[0];
    if (element) tally.element = element;
  } else if (left && (left.type === "pattern_list" || left.type === "tuple_pattern")) {
    tally.element = {
      kind: "tuple",
      source: "usage",
      weight: 0.5,
      items: namedOf(left).map(() => ({ kind: "unknown", source: "usage" })),
    };
  }
}

function weighComparison(node: SyntaxNode, use: SyntaxNode, tally: Tally): void {
  const operator = node.children.find((child) => !child.named || child.field === "operators")?.text ?? "";
  const others = namedOf(node).filter((child) => child !== use);
  for (const other of others) {
    const value = literalValue(other);
    if (/\bin\b/.test(operator)) {
      if (node.children.indexOf(use) > node.children.indexOf(other)) {
        tally.add(typeof value === "string" ? "text" : "list", 0.4);
        tally.add("map", 0.35);
      } else if (typeof value === "string") tally.add("text", 0.6);
      else if (value && typeof value === "object") addLiteral(firstOf(value), tally, 0.6);
    } else if (value === null) tally.add("none", 0.2);
    else if (value !== undefined) addLiteral(value, tally, 0.65);
    else if (/[<>]/.test(operator)) {
      tally.add("int", 0.4);
      tally.add("float", 0.35);
    }
  }
}

function firstOf(value: object): unknown {
  if (Array.isArray(value)) return value[0];
  return "v" in value && Array.isArray(value.v) ? value.v[0] : undefined;
}

function addLiteral(value: unknown, tally: Tally, weight: number): void {
  if (typeof value === "string") tally.add("text", weight);
  else if (typeof value === "boolean") tally.add("bool", weight);
  else if (typeof value === "number") {
    tally.add("int", weight);
    tally.add("float", weight - 0.2);
  } else if (value && typeof value === "object" && "$" in value) {
    if (value.$ === "float") tally.add("float", weight);
    else if (value.$ === "bytes") tally.add("bytes", weight);
  }
}

function weighArithmetic(node: SyntaxNode, use: SyntaxNode, tally: Tally): void {
  const operator = fieldOf(node, "operator")?.text ?? node.children[1]?.text ?? "";
  const other = namedOf(node).find((child) => child !== use);
  const value = other && literalValue(other);
  if (typeof value === "string" || other?.type === "string") {
    if (operator.startsWith("%") && node.children.indexOf(use) > 0) return;
    tally.add("text", 0.6);
  } else if (other?.type === "list") tally.add("list", 0.6);
  else if (/^(\+|\*)=?$/.test(operator) && value === undefined) {
    tally.add("int", 0.4);
    tally.add("float", 0.35);
    tally.add("text", 0.15);
  } else if (/^[|&^]=?$/.test(operator)) {
    tally.add("int", 0.4);
    tally.add("set", 0.35);
  } else if (/^(<<|>>|\/\/|%)=?$/.test(operator)) {
    tally.add("int", 0.7);
    tally.add("float", 0.3);
  } else if (operator === "/") {
    tally.add("float", 0.6);
    tally.add("int", 0.5);
    tally.add("path", 0.1);
  } else {
    tally.add("int", 0.6);
    tally.add("float", 0.5);
  }
}
