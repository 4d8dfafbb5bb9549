import { fileURLToPath } from "node:url";
import type { Node, Parser } from "web-tree-sitter";

/** One node of a Python syntax tree, copied out of the parser. */
export interface SyntaxNode {
  /** The grammar's word: `function_definition`, `call` ... */
  readonly type: string;
  /** False for punctuation and keywords. */
  readonly named: boolean;
  /** The name of the field it fills in its parent: `name`, `body`, `left` ... */
  readonly field: string | null;
  readonly text: string;
  /** 1-based, both ends included. */
  readonly line: number;
  readonly endLine: number;
  readonly children: readonly SyntaxNode[];
}

/** A syntax tree, and the line of the first thing the grammar could not read, or null. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly errorLine: number | null;
}

let parser: Promise<Parser> | null = null;

/** The parser, loaded once. */
export function loadParser(): Promise<Parser> {
  parser ??= createParser();
  return parser;
}

/** Parses Python source. Tolerant: broken source gives a tree too, with `errorLine` set. */
export async function parsePython(text: string): Promise<SyntaxTree> {
  const ready = await loadParser();
  const tree = ready.parse(text);
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    return {
      root: copy(tree.rootNode, null, text),
      errorLine: tree.rootNode.hasError ? firstErrorLine(tree.rootNode) : null,
    };
  } finally {
    tree.delete();
  }
}

/** The child that fills `field`, or undefined. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** Children that are not punctuation, keywords or comments. */
export function namedOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== "comment");
}

/** The node and everything below it, in source order; `enter` says whether to go below a node. */
export function* walk(node: SyntaxNode, enter: (node: SyntaxNode) => boolean = () => true): Generator<SyntaxNode> {
  yield node;
  for (const child of node.children) if (enter(child)) yield* walk(child, enter);
}

async function createParser(): Promise<Parser> {
  // Only a project with Python in it pays for the parser.
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init();
  // Resolved from this file's folder in the source tree and from `dist` alike.
  const grammar = await Language.load(fileURLToPath(new URL("../grammar/tree-sitter-python.wasm", import.meta.url)));
  const made = new Parser();
  made.setLanguage(grammar);
  return made;
}

function copy(node: Node, field: string | null, text: string): SyntaxNode {
  const children: SyntaxNode[] = [];
  for (let index = 0; index < node.childCount; index += 1) {
    const child = node.child(index);
    if (child) children.push(copy(child, node.fieldNameForChild(index), text));
  }
  return {
    type: node.type,
    named: node.isNamed,
    field,
    text: text.slice(node.startIndex, node.endIndex),
    line: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
    children,
  };
}

function firstErrorLine(node: Node): number {
  if (node.isError || node.isMissing) return node.startPosition.row + 1;
  for (const child of node.children) if (child?.hasError || child?.isMissing) return firstErrorLine(child);
  return node.startPosition.row + 1;
}
