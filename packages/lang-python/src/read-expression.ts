import type { Call, Kwargs, Ref, Step, Unit, Value } from "@autotest/core";
import type { ExampleScope } from "./example-scope.js";
import { literalValue } from "./literal-value.js";
import { fieldOf, namedOf, type SyntaxNode } from "./parse.js";

/** What is known while an example is read line by line. */
export interface Session {
  readonly scope: ExampleScope;
  readonly imports: Map<string, Ref>;
  /** Values of names that stand for something immutable. */
  readonly inline: Map<string, Value>;
  /** Names bound by a step, and the class (unit name) of what they hold, as far as it is known. */
  readonly bound: Map<string, string | undefined>;
  readonly steps: Step[];
}

/** A call as data, and the unit it reaches. */
export interface ReadCall {
  readonly call: Call;
  readonly unit: Unit | undefined;
}

/** Methods behind operators and built-ins, so that an example of `len(cart)` is one of `Cart.__len__`. */
const BUILTIN_METHODS: { readonly [name: string]: string } = {
  len: "__len__",
  repr: "__repr__",
  str: "__str__",
  bool: "__bool__",
  iter: "__iter__",
};
const BINARY: { readonly [sign: string]: string } = {
  "+": "__add__",
  "-": "__sub__",
  "*": "__mul__",
  "/": "__truediv__",
  "//": "__floordiv__",
  "%": "__mod__",
  "|": "__or__",
  "&": "__and__",
  "^": "__xor__",
  "@": "__matmul__",
};

/** An expression that makes a call (or reads an attribute) as data; null when it is something else or cannot be read. */
export function readCall(node: SyntaxNode, session: Session): ReadCall | null {
  switch (node.type) {
    case "parenthesized_expression":
      return namedOf(node).length === 1 ? readCall(namedOf(node)[0]!, session) : null;
    case "call":
      return readCallNode(node, session);
    case "attribute": {
      const on = receiverOf(fieldOf(node, "object")!, session);
      const name = fieldOf(node, "attribute")!.text;
      return on && { call: { kind: "get", on: on.value, name }, unit: session.scope.methodOf(on.owner, name) };
    }
    case "subscript": {
      const parts = node.children.filter((child) => child.field === "subscript");
      const key = parts.length === 1 ? readValue(parts[0]!, session) : undefined;
      return key === undefined ? null : methodCall(fieldOf(node, "value")!, "__getitem__", [key], {}, session);
    }
    case "binary_operator": {
      const name = BINARY[fieldOf(node, "operator")!.text];
      const right = readValue(fieldOf(node, "right")!, session);
      return name === undefined || right === undefined
        ? null
        : methodCall(fieldOf(node, "left")!, name, [right], {}, session);
    }
    default:
      return null;
  }
}

/** An expression as a value: literals, names, constructor calls, containers of them; undefined when it cannot be read. */
export function readValue(node: SyntaxNode, session: Session): Value | undefined {
  const literal = literalValue(node);
  if (literal !== undefined) return literal;
  switch (node.type) {
    case "parenthesized_expression":
      return namedOf(node).length === 1 ? readValue(namedOf(node)[0]!, session) : undefined;
    case "identifier":
    case "attribute": {
      const inline = session.inline.get(node.text);
      if (inline !== undefined) return inline;
      if (session.bound.has(node.text)) return { $: "var", name: node.text };
      const ref = session.bound.has(node.text.split(".")[0]!) ? undefined : refOf(node, session);
      if (ref !== undefined) return { $: "ref", ref };
      return node.type === "attribute" ? hoisted(node, session) : undefined;
    }
    case "list":
      return every(namedOf(node), session);
    case "tuple":
    case "set": {
      const v = every(namedOf(node), session);
      return v && { $: node.type, v };
    }
    case "dictionary":
      return readDictionary(node, session);
    case "call": {
      const read = readCallNode(node, session);
      if (read === null) return undefined;
      const { call } = read;
      if (call.kind === "function" || call.kind === "new") {
        return { $: "new", ref: call.ref, args: call.args, ...(call.kwargs ? { kwargs: call.kwargs } : {}) };
      }
      return hoisted(node, session);
    }
    case "subscript":
      return hoisted(node, session);
    default:
      return undefined;
  }
}

function readCallNode(node: SyntaxNode, session: Session): ReadCall | null {
  const called = fieldOf(node, "function")!;
  const given = readArguments(fieldOf(node, "arguments")!, session);
  if (given === null) return null;
  const { args, kwargs } = given;
  const named = Object.keys(kwargs).length > 0 ? { kwargs } : {};
  const head = called.text.split(/[.([]/)[0]!;
  const ref =
    session.bound.has(head) || session.inline.has(head) || !/^[\w.]+$/.test(called.text)
      ? undefined
      : refOf(called, session);
  if (ref !== undefined) {
    const method = BUILTIN_METHODS[ref.replace("builtins:", "")];
    if (ref.startsWith("builtins:") && method !== undefined && args.length === 1) {
      const [on] = args as [Value];
      const unit = session.scope.methodOf(ownerOf(on, session), method);
      if (unit && ownerOf(on, session) !== undefined)
        return { call: { kind: "method", on, name: method, args: [] }, unit };
    }
    const unit = session.scope.unitOf(ref);
    return { call: { kind: unit?.kind === "class" ? "new" : "function", ref, args, ...named }, unit };
  }
  if (called.type === "identifier" && session.bound.has(called.text))
    return methodCall(called, "__call__", args, kwargs, session);
  if (called.type !== "attribute") return methodCall(called, "__call__", args, kwargs, session);
  return methodCall(fieldOf(called, "object")!, fieldOf(called, "attribute")!.text, args, kwargs, session);
}

function methodCall(
  object: SyntaxNode,
  name: string,
  args: readonly Value[],
  kwargs: Kwargs,
  session: Session,
): ReadCall | null {
  const on = receiverOf(object, session);
  if (on === null) return null;
  const named = Object.keys(kwargs).length > 0 ? { kwargs } : {};
  return {
    call: { kind: "method", on: on.value, name, args, ...named },
    unit: session.scope.methodOf(on.owner, name),
  };
}

function receiverOf(
  node: SyntaxNode,
  session: Session,
): { readonly value: Value; readonly owner: string | undefined } | null {
  const value = readValue(node, session);
  if (value === undefined) return null;
  // A constructor call in the receiver's place gets a name: that is how people write tests.
  if (isNew(value)) {
    const made = hoisted(node, session);
    return made === undefined ? null : { value: made, owner: ownerOf(made, session) };
  }
  return { value, owner: ownerOf(value, session) };
}

/** Binds the call of `node` to a name of its own. */
function hoisted(node: SyntaxNode, session: Session): Value | undefined {
  const read = readCall(node, session);
  if (read === null) return undefined;
  const { call, unit } = read;
  const last = "ref" in call ? call.ref.slice(Math.max(call.ref.lastIndexOf("."), call.ref.lastIndexOf(":")) + 1) : "";
  const base = unit?.kind === "class" ? snake(last) : "found";
  let name = base;
  for (const letter of "abcdefghij") {
    if (!session.bound.has(name) && !session.imports.has(name) && !session.inline.has(name)) break;
    name = `${base}_${letter}`;
  }
  session.steps.push({ name, call });
  session.bound.set(name, unit?.kind === "class" ? unit.name : undefined);
  return { $: "var", name };
}

function readArguments(
  node: SyntaxNode,
  session: Session,
): { readonly args: readonly Value[]; readonly kwargs: Kwargs } | null {
  const args: Value[] = [];
  const kwargs: { [name: string]: Value } = {};
  for (const child of namedOf(node)) {
    const named = child.type === "keyword_argument";
    const value = readValue(named ? fieldOf(child, "value")! : child, session);
    if (value === undefined) return null;
    if (named) kwargs[fieldOf(child, "name")!.text] = value;
    else args.push(value);
  }
  return { args, kwargs };
}

function readDictionary(node: SyntaxNode, session: Session): Value | undefined {
  const pairs: (readonly [Value, Value])[] = [];
  for (const pair of namedOf(node)) {
    if (pair.type !== "pair") return undefined;
    const [key, item] = namedOf(pair).map((each) => readValue(each, session));
    if (key === undefined || item === undefined) return undefined;
    pairs.push([key, item]);
  }
  return pairs.every(([key]) => typeof key === "string" && key !== "$" && key !== "__proto__" && !/^-?\d+$/.test(key))
    ? Object.fromEntries(pairs as (readonly [string, Value])[])
    : { $: "map", v: pairs };
}

function every(nodes: readonly SyntaxNode[], session: Session): readonly Value[] | undefined {
  const values = nodes.map((node) => readValue(node, session));
  return values.every((value) => value !== undefined) ? (values as readonly Value[]) : undefined;
}

function refOf(node: SyntaxNode, { scope, imports }: Session): Ref | undefined {
  return /^[A-Za-z_][\w.]*$/.test(node.text) ? scope.refOf(node.text, imports) : undefined;
}

function ownerOf(value: Value, { bound, scope }: Session): string | undefined {
  if (isVariable(value)) return bound.get(value.name);
  return isNew(value) ? scope.unitOf(value.ref)?.name : undefined;
}

function isNew(value: Value): value is Extract<Value, { readonly $: "new" }> {
  return typeof value === "object" && value !== null && "$" in value && value.$ === "new";
}

function isVariable(value: Value): value is Extract<Value, { readonly $: "var" }> {
  return typeof value === "object" && value !== null && "$" in value && value.$ === "var";
}

function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/^_+/, "")
    .toLowerCase();
}
