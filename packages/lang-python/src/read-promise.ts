import type { Promised } from "@autotest/core";
import { literalValue } from "./literal-value.js";
import { namedOf, parsePython } from "./parse.js";

/** What the text below a prompt promises; null when nothing can be checked. */
export async function readPromise(shown: string): Promise<Promised | null> {
  const text = shown.replace(/^\s*<BLANKLINE>\s*$/gm, "").trimEnd();
  if (text.trim() === "") return null;
  if (/^Traceback \(/.test(text)) return readTraceback(text);
  if (/ at 0x[0-9a-fA-F.]{3,}|\.\.\.$/.test(text)) return null;
  const tree = await parsePython(text);
  const [only, ...rest] = namedOf(tree.root);
  const expression = only?.type === "expression_statement" ? namedOf(only) : [];
  if (tree.errorLine === null && rest.length === 0 && expression.length === 1) {
    const value = literalValue(expression[0]!);
    if (value !== undefined) return { kind: "returns", value };
    if (!text.includes("...") && /^(call|list|tuple|set|dictionary)$/.test(expression[0]!.type))
      return { kind: "shows", text };
  }
  if (text.includes("...")) return null;
  return /^[<([{]/.test(text) ? { kind: "shows", text } : { kind: "prints", text };
}

function readTraceback(text: string): Promised | null {
  const last = text
    .split("\n")
    .slice(1)
    .find((line) => /^[A-Za-z_]/.test(line));
  const found = last === undefined ? null : /^(?:\w+\.)*(\w+)(?::\s*(.*))?$/.exec(last);
  if (!found) return null;
  const [, type, message] = found as unknown as [string, string, string | undefined];
  return message === undefined || message === "" || message.includes("...")
    ? { kind: "raises", type }
    : { kind: "raises", type, message };
}
