import type { Value } from "@autotest/core";
import { compiledPattern, type FileNames } from "./file-names.js";
import { literalValue, valueKey } from "./literal-value.js";
import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";

/** What the body of a unit does, as far as its text shows. */
export interface BodyFacts {
  readonly raises: readonly string[];
  readonly calls: readonly string[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly constants: readonly Value[];
  readonly patterns: readonly string[];
  readonly generator: boolean;
}

const CHANGING =
  /^(append|extend|insert|add|update|pop|popitem|popleft|appendleft|clear|remove|discard|sort|reverse|setdefault)$/;

/** Reads a body. `owner` is the class it is in, `receiver` the name of its first parameter, `units` the names of this file's units. */
export function readBody(
  body: SyntaxNode,
  owner: string | null,
  receiver: string | null,
  units: ReadonlySet<string>,
  names: FileNames,
): BodyFacts {
  const raises = new Set<string>();
  const calls = new Set<string>();
  const reads = new Set<string>();
  const writes = new Set<string>();
  const patterns = new Set<string>();
  let generator = false;
  for (const node of walk(body)) {
    if (node.type === "identifier" || node.type === "attribute") {
      const unit = calledUnit(node.text, owner, receiver, units);
      // What is private and handed on, named anew or put in a table is called in the end.
      if (unit !== null && /(^|\.)_[^.]*$/.test(unit)) calls.add(unit);
    }
    if (node.type === "raise_statement") {
      const error = namedOf(node)[0];
      const name = error && (error.type === "call" ? fieldOf(error, "function")!.text : error.text).split(".").at(-1)!;
      if (name && /^[A-Z]\w*$/.test(name)) raises.add(name);
    } else if (node.type === "call") {
      const unit = calledUnit(fieldOf(node, "function")!.text, owner, receiver, units);
      if (unit) calls.add(unit);
      const pattern = compiledPattern(node);
      if (pattern !== undefined) patterns.add(pattern);
    } else if (node.type === "identifier") {
      const pattern = names.patterns.get(node.text);
      if (pattern !== undefined) patterns.add(pattern);
    } else if (node.type === "attribute" && receiver !== null && fieldOf(node, "object")?.text === receiver) {
      reads.add(fieldOf(node, "attribute")!.text);
    } else if (node.type === "assignment" || node.type === "augmented_assignment" || node.type === "delete_statement") {
      for (const field of writtenFields(node, receiver)) writes.add(field);
    }
    if (node.type === "call") {
      const changed = changedField(node, receiver);
      if (changed) writes.add(changed);
    }
  }
  for (const node of walk(
    body,
    (child) => child.type !== "function_definition" && child.type !== "lambda" && child.type !== "class_definition",
  )) {
    if (node.type === "yield") generator = true;
  }
  return {
    raises: [...raises],
    calls: [...calls],
    reads: [...reads].filter((name) => !onlyWritten(name, body, receiver, writes)),
    writes: [...writes],
    constants: readConstants(body),
    patterns: [...patterns],
    generator,
  };
}

const NAN: Value = { $: "float", v: "nan" };
const INFINITE: readonly Value[] = [
  { $: "float", v: "inf" },
  { $: "float", v: "-inf" },
];
/** Numbers that are tried where the code speaks of them. */
const UNUSUAL: ReadonlyMap<string, readonly Value[]> = new Map([
  ...["nan", "isnan", "is_nan"].map((name) => [name, [NAN]] as const),
  ...["inf", "isinf", "is_infinite"].map((name) => [name, INFINITE] as const),
  ...["isfinite", "is_finite"].map((name) => [name, [...INFINITE, NAN]] as const),
]);

/** Literals below a node, each once, in source order; docstrings left out. */
export function readConstants(root: SyntaxNode, enter: (node: SyntaxNode) => boolean = () => true): readonly Value[] {
  const seen = new Map<string, Value>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === "expression_statement" && namedOf(node)[0]?.type === "string") return; // a docstring or a remark
    if (["integer", "float", "string", "concatenated_string"].includes(node.type)) {
      const value = literalValue(node);
      if (value !== undefined) {
        if (typeof value !== "string" || value.length <= 200) seen.set(valueKey(value), value);
        return;
      }
    }
    if (node.type === "identifier") for (const value of UNUSUAL.get(node.text) ?? []) seen.set(valueKey(value), value);
    if (node.type === "unary_operator") {
      const value = literalValue(node);
      if (value !== undefined) seen.set(valueKey(value), value);
    }
    for (const child of node.children) if (enter(child) && child.type !== "type") visit(child);
  };
  visit(root);
  return [...seen.values()];
}

function calledUnit(
  text: string,
  owner: string | null,
  receiver: string | null,
  units: ReadonlySet<string>,
): string | null {
  const parts = text.split(".");
  if (owner !== null && parts.length === 2 && (parts[0] === receiver || parts[0] === "self" || parts[0] === "cls")) {
    return units.has(`${owner}.${parts[1]}`) ? `${owner}.${parts[1]}` : null;
  }
  return units.has(text) ? text : null;
}

function writtenFields(node: SyntaxNode, receiver: string | null): readonly string[] {
  if (receiver === null) return [];
  const left = node.type === "delete_statement" ? node : fieldOf(node, "left");
  if (!left) return [];
  const found: string[] = [];
  for (const part of walk(left)) {
    if (part.type === "attribute" && fieldOf(part, "object")?.text === receiver)
      found.push(fieldOf(part, "attribute")!.text);
  }
  return found;
}

/** `self.items.append(x)` changes the field `items`, and so does `self.items[name].append(x)`. */
function changedField(call: SyntaxNode, receiver: string | null): string | null {
  const called = fieldOf(call, "function")!;
  if (receiver === null || called.type !== "attribute" || !CHANGING.test(fieldOf(called, "attribute")!.text))
    return null;
  let object = fieldOf(called, "object")!;
  while (object.type === "subscript") object = fieldOf(object, "value")!;
  return object.type === "attribute" && fieldOf(object, "object")?.text === receiver
    ? fieldOf(object, "attribute")!.text
    : null;
}

/** True for a field whose every mention is the plain target of an assignment. */
function onlyWritten(name: string, body: SyntaxNode, receiver: string | null, writes: ReadonlySet<string>): boolean {
  if (!writes.has(name)) return false;
  let mentions = 0;
  let targets = 0;
  for (const node of walk(body)) {
    if (
      node.type === "attribute" &&
      fieldOf(node, "object")?.text === receiver &&
      fieldOf(node, "attribute")!.text === name
    ) {
      mentions += 1;
      if (node.field === "left") targets += 1;
    }
    if (node.type === "augmented_assignment" && fieldOf(node, "left")?.text === `${receiver}.${name}`) return false;
  }
  return mentions === targets;
}
