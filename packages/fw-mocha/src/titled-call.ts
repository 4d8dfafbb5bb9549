import { type Node, nameOf } from "./parse-program.js";

/** What opens a group of tests, and a test. */
export const SUITE_WORDS: ReadonlySet<string> = new Set(["describe", "suite", "context", "xdescribe", "xcontext"]);
export const TEST_WORDS: ReadonlySet<string> = new Set(["it", "test", "specify", "xit", "xspecify"]);

/** `it('title', () => {...})`. */
export interface TitledCall {
  readonly node: Node;
  /** The title as an expression. */
  readonly name: Node;
  /** Null when it is not written down as it is. */
  readonly title: string | null;
  /** What a title begins with that is put together. */
  readonly begins: string | null;
  readonly body: Node | null;
  readonly skipped: boolean;
}

/** A statement or expression as such a call; null when it is none. */
export function titledCall(statement: Node, words: ReadonlySet<string>): TitledCall | null {
  const node = statement.type === "ExpressionStatement" ? (statement.expression as Node) : statement;
  if (node.type !== "CallExpression") return null;
  const callee = node.callee as Node;
  const isMember = callee.type === "MemberExpression";
  const word = nameOf(isMember ? (callee.object as Node) : callee);
  const [name, action] = node.arguments as readonly Node[];
  if (!words.has(word) || name === undefined) return null;
  const body = action !== undefined && /Function/.test(action.type) ? (action.body as Node) : null;
  const isSkipped = word.startsWith("x") || (isMember && nameOf(callee.property as Node) === "skip");
  return {
    node,
    name,
    ...titleOf(name),
    body: body?.type === "BlockStatement" ? body : null,
    skipped: isSkipped || action === undefined,
  };
}

/** Such calls at any depth below a node, in source order. */
export function findCalls(node: Node, words: ReadonlySet<string>): readonly TitledCall[] {
  const own = titledCall(node.type === "ExpressionStatement" ? (node.expression as Node) : node, words);
  return own !== null ? [own] : childrenOf(node).flatMap((child) => findCalls(child, words));
}

/** The nodes directly below. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    key === "loc" || key.endsWith("Comments") ? [] : [value].flat().filter(isNode),
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { readonly type?: unknown }).type === "string";
}

function titleOf(name: Node): Pick<TitledCall, "title" | "begins"> {
  if (name.type === "StringLiteral") return { title: nameOf(name), begins: null };
  if (name.type !== "TemplateLiteral") return { title: null, begins: null };
  const [quasi] = name.quasis as readonly { readonly value: { readonly cooked?: string } }[];
  const text = quasi?.value.cooked ?? "";
  return (name.expressions as readonly Node[]).length === 0
    ? { title: text, begins: null }
    : { title: null, begins: text };
}
