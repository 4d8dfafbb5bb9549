import type { SourceFile } from "@autotest/core";
import { fieldOf, parsePython, type SyntaxNode, walk } from "./parse.js";

/** What a body does instead of its own work. A bare `return` stands in every kind of function, generators too. */
const INSTEAD = { raises: 'raise RuntimeError("undone by autotest")', "returns-nothing": "return" };

/** The file with a statement put in front of every function body that ends it; lines that are there keep their text. */
export async function undo({ text }: SourceFile, how: keyof typeof INSTEAD): Promise<string | null> {
  const { root, errorLine } = await parsePython(text);
  if (errorLine !== null) return null;
  const lines = text.split("\n");
  for (const [line, bodies] of bodiesByLine(root)) {
    const written = lines[line - 1] ?? "";
    const [body = ""] = (bodies.at(-1)?.text ?? "").split("\n");
    const at = written.lastIndexOf(body);
    lines[line - 1] = `${written.slice(0, at)}${INSTEAD[how]}; ${written.slice(at)}`;
    // A statement with a block of its own cannot follow another one on its line.
    if (/^\s*$/.test(written.slice(0, at))) lines[line - 1] = `${written.slice(0, at)}${INSTEAD[how]}\n${written}`;
  }
  return lines.join("\n");
}

/** Bodies by the line they begin on. Those of functions inside functions too: they may be what is handed out. */
function bodiesByLine(root: SyntaxNode): ReadonlyMap<number, readonly SyntaxNode[]> {
  const found = new Map<number, SyntaxNode[]>();
  for (const node of walk(root)) {
    const body = node.type === "function_definition" ? fieldOf(node, "body") : undefined;
    if (body !== undefined) found.set(body.line, [...(found.get(body.line) ?? []), body]);
  }
  return found;
}
