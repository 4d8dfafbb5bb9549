import type { SourceFile } from "@autotest/core";
import MagicString from "magic-string";
import type { ts } from "ts-morph";
import { loadTypeScript } from "./load-typescript.js";
import { parseFile } from "./parse-file.js";

/** What a body does instead of its own work. */
const INSTEAD = { raises: 'throw new Error("undone by autotest");', "returns-nothing": "return;" };

/** The file with a statement put in front of every function body that ends it. */
export async function undo({ path, text }: SourceFile, how: keyof typeof INSTEAD): Promise<string | null> {
  const typescript = loadTypeScript();
  const parsed = parseFile(typescript, path, text);
  if (!parsed.ok) return null;
  const changed = new MagicString(text);
  const visit = (node: ts.Node): void => {
    const body = typescript.isFunctionLike(node) && "body" in node ? (node.body as ts.Node | undefined) : undefined;
    // A constructor that returns before `super` throws all the same, so that one is left to do its work.
    if (body !== undefined && !(typescript.isConstructorDeclaration(node) && how === "returns-nothing")) {
      if (typescript.isBlock(body)) changed.appendRight(body.getStart(parsed.source) + 1, ` ${INSTEAD[how]}`);
      else {
        const start = body.getStart(parsed.source);
        changed.appendLeft(start, how === "raises" ? `{ ${INSTEAD[how]} return (` : "(void 0 && (");
        changed.appendRight(body.getEnd(), how === "raises" ? "); }" : "))");
      }
    }
    typescript.forEachChild(node, visit);
  };
  visit(parsed.source);
  return changed.toString();
}
