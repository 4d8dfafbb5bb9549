import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** A call that registers a test, or a group of them. */
export interface Registration {
  readonly kind: "test" | "group";
  readonly title: string;
  readonly faults: readonly string[];
}

/** Reads `it('..', ..)`, `test.only(..)`, `describe(..)` and their like; null for any other call. */
export function registrationOf(typescript: TypeScriptApi, call: ts.CallExpression): Registration | null {
  const [word = "", mark] = call.expression.getText().split(".");
  const kind = /^x?(it|test|specify)$/.test(word) ? "test" : /^x?(describe|suite|context)$/.test(word) ? "group" : null;
  const [title] = call.arguments;
  if (kind === null || !title || !typescript.isStringLiteralLike(title)) return null;
  const faults =
    mark === "only"
      ? ["keeps other tests from running"]
      : mark !== undefined || word.startsWith("x")
        ? ["is skipped"]
        : [];
  return { kind, title: title.text, faults };
}

/** Assertions in it as text: calls of `assert` and chains that begin with `expect`. */
export function readAssertions(typescript: TypeScriptApi, root: ts.Node): readonly string[] {
  return callsIn(typescript, root).flatMap((call) => {
    const name = call.expression.getText();
    if (/^assert(\.strict)?(\.\w+)?$/.test(name))
      return isConstant(typescript, call.arguments) ? [] : [plain(call.getText())];
    const isExpect = name === "expect" && !isConstant(typescript, call.arguments.slice(0, 1));
    if (!isExpect) return [];
    let whole: ts.Node = call;
    while (typescript.isPropertyAccessExpression(whole.parent) || typescript.isCallExpression(whole.parent)) {
      if (typescript.isCallExpression(whole.parent) && whole.parent.expression !== whole) break;
      whole = whole.parent;
    }
    return whole === call ? [] : [plain(whole.getText())];
  });
}

/** Calls by their whole name, and what is wrong with them in a test. */
const UNFIT_CALLS: readonly (readonly [RegExp, string])[] = [
  [/^(globalThis\.)?set(Timeout|Interval)$/, "sleeps"],
  [/^this\.skip$/, "is skipped"],
  [/^(eval|Function|require|import)$/, "loads other code"],
  [/^(globalThis\.)?fetch$/, "opens the network"],
  [/^process\.(?!nextTick|hrtime|cwd)\w+$/, "starts or ends processes"],
  [
    /^fs\.(promises\.)?(rm|rmdir|unlink|rename|writeFile|appendFile|mkdir|cp|copyFile|symlink|chmod)\w*$/,
    "changes files",
  ],
];

/** What no test should do, in words. */
export function faultsOf(typescript: TypeScriptApi, root: ts.Node): readonly string[] {
  const found: string[] = [];
  for (const call of callsIn(typescript, root)) {
    const name = call.expression.kind === typescript.SyntaxKind.ImportKeyword ? "import" : call.expression.getText();
    for (const [form, words] of UNFIT_CALLS) if (form.test(name)) found.push(words);
    const [left, right] = call.arguments;
    const compares = /^assert(\.strict)?\.(deep)?(strict)?equal$/i.test(name);
    if (compares && left && right && plain(left.getText()) === plain(right.getText()))
      found.push("compares a value with itself");
  }
  const visit = (node: ts.Node): void => {
    if (
      typescript.isNewExpression(node) &&
      /^(Function|WebSocket|XMLHttpRequest|EventSource)$/.test(node.expression.getText())
    )
      found.push(node.expression.getText() === "Function" ? "loads other code" : "opens the network");
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** Clauses that could swallow a failure. */
export function countHandlers(typescript: TypeScriptApi, root: ts.Node): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (typescript.isCatchClause(node)) count += 1;
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return count + callsIn(typescript, root).filter((call) => /\.catch$/.test(call.expression.getText())).length;
}

function callsIn(typescript: TypeScriptApi, root: ts.Node): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isCallExpression(node)) found.push(node);
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** True for arguments that are decided before anything runs. */
function isConstant(typescript: TypeScriptApi, args: readonly ts.Node[]): boolean {
  return args.every(
    (node) =>
      typescript.isLiteralExpression(node) ||
      node.kind === typescript.SyntaxKind.TrueKeyword ||
      node.kind === typescript.SyntaxKind.FalseKeyword ||
      node.kind === typescript.SyntaxKind.NullKeyword,
  );
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
