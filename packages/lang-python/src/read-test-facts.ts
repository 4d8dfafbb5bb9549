import { fieldOf, namedOf, type SyntaxNode, walk } from "./parse.js";

/** Assertions in it as text: `assert` statements that can fail, and errors that are expected. */
export function readAssertions(root: SyntaxNode): readonly string[] {
  return [...walk(root)].flatMap((node) => {
    if (node.type === "assert_statement") {
      const condition = namedOf(node)[0];
      return condition === undefined || isConstant(condition) ? [] : [plain(node.text)];
    }
    if (node.type !== "with_item") return [];
    const call = [...walk(node)].find(({ type }) => type === "call");
    return call !== undefined && /(^|\.)(raises|warns)$/.test(nameOf(call)) ? [plain(node.text)] : [];
  });
}

/** Calls by their whole name, and what is wrong with them in a test. */
const UNFIT_CALLS: readonly (readonly [RegExp, string])[] = [
  [/^(time|asyncio)\.sleep$|^sleep$/, "sleeps"],
  [/^pytest\.(skip|xfail|importorskip|exit)$/, "is skipped"],
  [/^(eval|exec|compile|__import__|globals|vars|breakpoint|input)$/, "runs text as code"],
  [
    /^os\.(system|popen|_exit|abort|kill|killpg|fork|exec\w*|spawn\w*|posix_spawn\w*)$|^sys\.exit$|^exit$|^quit$/,
    "starts or ends processes",
  ],
  [
    /^os\.(remove|unlink|rmdir|removedirs|rename|renames|replace|chmod|chown|link|symlink|truncate)$|^shutil\.\w+$/,
    "changes files",
  ],
  [/^urllib\.request\.\w+$/, "opens the network"],
];

/** What no test should do, in words. */
export function faultsOf(root: SyntaxNode): readonly string[] {
  return [...walk(root)].flatMap((node) => {
    if (node.type === "decorator") return /\b(skip|skipif|xfail)\b/.test(node.text) ? ["is skipped"] : [];
    if (node.type === "call") {
      const name = nameOf(node);
      return UNFIT_CALLS.flatMap(([form, words]) => (form.test(name) ? [words] : []));
    }
    if (node.type === "comparison_operator") {
      const [left, right, ...more] = namedOf(node);
      const isSame =
        left !== undefined && right !== undefined && more.length === 0 && plain(left.text) === plain(right.text);
      return isSame && !/\bnan\b/i.test(left.text) ? ["compares a value with itself"] : [];
    }
    if (
      node.type === "attribute" &&
      /^__(globals|code|builtins|subclasses|loader)__$/.test(fieldOf(node, "attribute")?.text ?? "")
    )
      return ["looks behind the code under test"];
    return node.type === "global_statement" || node.type === "wildcard_import" ? ["changes what other tests see"] : [];
  });
}

function nameOf(call: SyntaxNode): string {
  return plain(fieldOf(call, "function")?.text ?? "");
}

/** True for what is decided before anything runs. */
function isConstant(node: SyntaxNode): boolean {
  if (["true", "false", "none", "integer", "float", "string", "concatenated_string"].includes(node.type)) return true;
  if (node.type === "identifier" || node.type === "call" || node.type === "attribute") return false;
  const parts = namedOf(node);
  return parts.length > 0 && parts.every(isConstant);
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
