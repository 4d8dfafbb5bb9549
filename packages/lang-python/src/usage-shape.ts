import type { Shape, ShapeKind } from "@autotest/core";
import { literalValue } from "./literal-value.js";
import { METHODS_OF } from "./methods-of.js";
import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";

/** Looks at everything a function body does with one of its parameters. Strongest first, at most four. */
export function shapesOfUsage(name: string, body: SyntaxNode, depth = 0): readonly Shape[] {
  const tally = new Tally();
  for (const node of walk(body)) {
    const [parent, target] = usedIn(node, name);
    if (parent && target) weigh(parent, target, body, tally, depth);
  }
  return tally.shapes();
}

/** What has been seen; scores are beliefs, the highest of a kind counts and repeats add a little. */
class Tally {
  readonly scores = new Map<ShapeKind, number>();
  readonly fields = new Map<string, Shape>();
  readonly keys = new Map<string, Shape>();
  element: Shape | undefined;
  arity: number | undefined;
  format: string | undefined;

  add(kind: ShapeKind, weight: number): void {
    const before = this.scores.get(kind);
    this.scores.set(kind, before === undefined ? weight : Math.min(0.9, Math.max(before, weight) + 0.05));
  }

  shapes(): readonly Shape[] {
    const kinds = [...this.scores].sort(([, left], [, right]) => right - left).slice(0, 4);
    return kinds.map(([kind, weight]) => ({
      kind,
      source: "usage" as const,
      weight: Math.round(weight * 100) / 100,
      ...(this.element && (kind === "list" || kind === "set") ? { element: this.element } : {}),
      ...(kind === "callable" && this.arity !== undefined ? { arity: this.arity } : {}),
      ...(kind === "text" && this.format !== undefined ? { format: this.format } : {}),
      ...(kind === "instance" ? { fields: Object.fromEntries(this.fields) } : {}),
      ...(kind === "record" ? { fields: Object.fromEntries(this.keys) } : {}),
    }));
  }
}

/** `[node, use]` when one of the node's children is the parameter itself. */
function usedIn(node: SyntaxNode, name: string): readonly [SyntaxNode?, SyntaxNode?] {
  const use = node.children.find(
    (child) => child.type === "identifier" && child.text === name && child.field !== "attribute",
  );
  return use ? [node, use] : [];
}

const NUMBER_CALLS = /^(abs|round|divmod|pow|math\.\w+)$/;
const TEXT_CALLS =
  /^(ord|re\.\w+|unicodedata\.\w+|textwrap\.\w+|shlex\.\w+|html\.\w+|ast\.literal_eval|eval|compile|urlparse|urllib\.parse\.\w+|tokenize\.\w+)$/;

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

interface Calls {
  readonly byArguments: ReadonlyMap<SyntaxNode, SyntaxNode>;
  readonly functions: ReadonlySet<string>;
}

const indexed = new WeakMap<SyntaxNode, Calls>();

/** The calls of a body, indexed once: every parameter asks. */
function callsIn(body: SyntaxNode): Calls {
  const known = indexed.get(body);
  if (known) return known;
  const byArguments = new Map<SyntaxNode, SyntaxNode>();
  const functions = new Set<string>();
  for (const node of walk(body)) {
    if (node.type !== "call") continue;
    functions.add(fieldOf(node, "function")!.text);
    byArguments.set(fieldOf(node, "arguments")!, node);
  }
  const calls: Calls = { byArguments, functions };
  indexed.set(body, calls);
  return calls;
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

function weighArgument(list: SyntaxNode, use: SyntaxNode, body: SyntaxNode, tally: Tally): void {
  const call = callsIn(body).byArguments.get(list);
  const called = call && fieldOf(call, "function");
  if (!called) return;
  const text = called.text;
  const args = namedOf(list);
  const position = args.indexOf(use);
  if (text === "isinstance" && position === 0 && args[1]) weighInstanceCheck(args[1], tally);
  else if (text === "len") {
    tally.add("list", 0.45);
    tally.add("text", 0.4);
  } else if (text === "range" || text === "chr" || text === "bin" || text === "hex") tally.add("int", 0.8);
  else if (text === "int" || text === "float") {
    tally.add("text", 0.5);
    tally.add(text, 0.4);
    tally.format = "number";
  } else if (/^(datetime\.)*(strptime|fromisoformat)$/.test(text)) {
    tally.add("text", 0.8);
    tally.format = "date";
  } else if (text === "json.loads") {
    tally.add("text", 0.8);
    tally.format = "json";
  } else if (/(^|\.)UUID$/.test(text)) {
    tally.add("text", 0.7);
    tally.format = "uuid";
  } else if (/^(open|os\.path\.\w+|os\.\w+|Path|pathlib\.Path)$/.test(text)) tally.add("path", 0.7);
  else if (TEXT_CALLS.test(text)) tally.add("text", text.startsWith("re.") && position === 0 ? 0.3 : 0.75);
  else if (NUMBER_CALLS.test(text)) {
    tally.add("float", 0.6);
    tally.add("int", 0.5);
  } else if (/^(sum|statistics\.\w+|fsum)$/.test(text)) {
    tally.add("list", 0.75);
    tally.element = { kind: "float", source: "usage", weight: 0.6 };
  } else if (
    /^(sorted|min|max|set|list|tuple|enumerate|reversed|any|all|iter|zip|frozenset|chain|itertools\.\w+|deque|Counter)$/.test(
      text,
    )
  ) {
    if (position === 0 || text === "zip") tally.add("list", 0.5);
  } else if (/^(map|filter|reduce|functools\.\w+)$/.test(text)) tally.add(position === 0 ? "callable" : "list", 0.6);
  else if (/["']\.join$/.test(text)) {
    tally.add("list", 0.7);
    tally.element = { kind: "text", source: "usage", weight: 0.7 };
  } else if (text === "dict") tally.add("map", 0.5);
  else if (/\.(match|fullmatch|search|findall|finditer|sub)$/.test(text)) tally.add("text", 0.6);
  else if (/^(Decimal|Fraction|decimal\.Decimal|fractions\.Fraction)$/.test(text)) {
    tally.add("float", 0.4);
    tally.add("text", 0.4);
  }
}

const CHECKED: { readonly [name: string]: ShapeKind } = {
  str: "text",
  int: "int",
  float: "float",
  bool: "bool",
  bytes: "bytes",
  list: "list",
  dict: "map",
  set: "set",
  frozenset: "set",
  tuple: "tuple",
  Mapping: "map",
  Sequence: "list",
  Iterable: "list",
  Path: "path",
};

function weighInstanceCheck(types: SyntaxNode, tally: Tally): void {
  for (const node of types.type === "tuple" ? namedOf(types) : [types]) {
    const kind = CHECKED[node.text.split(".").at(-1)!];
    if (kind) tally.add(kind, 0.55);
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
