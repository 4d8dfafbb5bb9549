import type { ReadTest, TestReading } from "@autotest/core";
import { BUILTIN_NAMES } from "./known-names.js";
import { fieldOf, namedOf, parsePython, type SyntaxNode, walk } from "./parse.js";
import { readImport } from "./read-import.js";
import { faultsOf, readAssertions } from "./read-test-facts.js";

/** Reads the test functions of a text, also those of classes; what else stands beside them goes to the tests that use it. */
export async function readTests(text: string): Promise<TestReading> {
  const tree = await parsePython(text.endsWith("\n") ? text : `${text}\n`);
  if (tree.errorLine !== null) return { ok: false, reason: "it is no Python", line: tree.errorLine };
  const source = text.split("\n");
  const top = namedOf(tree.root);
  const functions = top.flatMap((node) => functionsIn(node));
  const tests = functions.filter(({ name }) => /^test/.test(name));
  const imports = top.filter(isImport).flatMap(readImport);
  const beside = top.filter((node) => !isImport(node) && !tests.some((one) => one.top === node));
  if (tests.length === 0) {
    const body = top.filter((node) => !isImport(node));
    if (body.length === 0) return { ok: true, tests: [], imports };
    return { ok: true, tests: [readBody("", body, [], body.some(awaits), [], [], source)], imports };
  }
  // Lines that lost their indent: the grammar takes them for the next statement.
  const hollow = tests.find(({ node }) => namedOf(fieldOf(node, "body") ?? node.children[0] ?? node).length === 0);
  if (hollow !== undefined) return { ok: false, reason: `${hollow.name} has no body`, line: hollow.node.line };
  const read = tests.map(({ name, node, decorators }) => {
    const block = fieldOf(node, "body");
    const all = block === undefined ? [] : namedOf(block);
    const [first] = all;
    const isDoc = first?.type === "expression_statement" && first.children[0]?.type === "string";
    const statements = (isDoc ? all.slice(1) : all).filter((statement) => !isImport(statement));
    const parameters = namedOf(fieldOf(node, "parameters") ?? node)
      .map((one) =>
        one.type === "identifier" ? one.text : ((fieldOf(one, "name") ?? one.children[0])?.text ?? one.text),
      )
      .filter((one) => one !== "self" && one !== "cls");
    const isAsync = node.children.some((child) => child.type === "async");
    return {
      test: readBody(name, statements, parameters, isAsync, decorators, beside, source),
      imports: all.filter(isImport).flatMap(readImport),
    };
  });
  return {
    ok: true,
    tests: read.map(({ test }) => test),
    imports: [...imports, ...read.flatMap((one) => one.imports)],
  };
}

interface FoundFunction {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly top: SyntaxNode;
  readonly decorators: readonly SyntaxNode[];
}

function functionsIn(
  node: SyntaxNode,
  top: SyntaxNode = node,
  decorators: readonly SyntaxNode[] = [],
): readonly FoundFunction[] {
  if (node.type === "function_definition") return [{ name: fieldOf(node, "name")?.text ?? "", node, top, decorators }];
  if (node.type === "decorated_definition") {
    const inner = fieldOf(node, "definition");
    const own = node.children.filter((child) => child.type === "decorator");
    return inner === undefined ? [] : functionsIn(inner, top, own);
  }
  if (node.type !== "class_definition") return [];
  return namedOf(fieldOf(node, "body") ?? node).flatMap((child) => functionsIn(child, top));
}

function readBody(
  name: string,
  statements: readonly SyntaxNode[],
  parameters: readonly string[],
  isAsync: boolean,
  decorators: readonly SyntaxNode[],
  beside: readonly SyntaxNode[],
  source: readonly string[],
): ReadTest {
  const own = new Set(statements.flatMap(boundIn));
  const wanted = new Set(statements.flatMap(usedIn).filter((one) => !own.has(one)));
  const helpers = beside.filter((node) => boundIn(node).some((one) => wanted.has(one)));
  const all = [...helpers, ...statements];
  const bound = new Set([...all.flatMap(boundIn), ...parameters]);
  const free = all.flatMap(usedIn).filter((one) => !bound.has(one) && !BUILTIN_NAMES.has(one));
  const { lines, raw } = linesOf(all, source);
  return {
    name,
    lines,
    raw,
    async: isAsync,
    parameters,
    free: [...new Set(free)],
    assertions: statements.flatMap(readAssertions),
    handlers: all.flatMap((node) => [...walk(node)]).filter((node) => node.type === "except_clause").length,
    faults: [...new Set([...decorators, ...all].flatMap(faultsOf))],
  };
}

/** Statements as lines without their common indentation. */
function linesOf(
  statements: readonly SyntaxNode[],
  source: readonly string[],
): { readonly lines: readonly string[]; readonly raw: readonly number[] } {
  const lines: string[] = [];
  const raw: number[] = [];
  let before: SyntaxNode | undefined;
  for (const node of statements) {
    const first = source[node.line - 1] ?? "";
    const lead = /^[ \t]*/.exec(first)?.[0] ?? "";
    // `def f(): pass`, or one statement behind another on a line.
    const isAlone = first.startsWith(lead + (node.text.split("\n", 1)[0] ?? ""));
    const inside = rawLines(node);
    if (before !== undefined && node.line > before.endLine + 1) lines.push("");
    for (let line = node.line; line <= node.endLine; line += 1) {
      const text = source[line - 1] ?? "";
      if (inside.has(line)) raw.push(lines.length);
      if (line === node.line && !isAlone) lines.push(node.text.split("\n", 1)[0] ?? "");
      else if (line === node.endLine && node.endLine > node.line) {
        const last = node.text.split("\n").at(-1) ?? "";
        lines.push(inside.has(line) ? last : inSteps(last, lead));
      } else lines.push(inside.has(line) ? text : inSteps(text, lead));
    }
    before = node;
  }
  return { lines, raw };
}

function inSteps(line: string, lead: string): string {
  const text = (line.startsWith(lead) ? line.slice(lead.length) : line.trimStart()).trimEnd();
  return text.replace(/^\t+/, (tabs) => "    ".repeat(tabs.length));
}

/** Lines that begin inside a text. */
function rawLines(node: SyntaxNode): ReadonlySet<number> {
  const found = new Set<number>();
  for (const one of walk(node, ({ type }) => type !== "string")) {
    if (one.type !== "string") {
      for (const child of one.children)
        if (child.type === "string") for (let line = child.line + 1; line <= child.endLine; line += 1) found.add(line);
    }
  }
  return found;
}

const BINDERS: ReadonlySet<string> = new Set(["function_definition", "class_definition"]);

/** Names that are bound somewhere in it. */
function boundIn(root: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const addAll = (node: SyntaxNode | undefined): void => {
    for (const one of node === undefined ? [] : walk(node, ({ type }) => type !== "attribute" && type !== "subscript"))
      if (one.type === "identifier") names.push(one.text);
  };
  for (const node of walk(root)) {
    if (BINDERS.has(node.type)) names.push(fieldOf(node, "name")?.text ?? "");
    if (node.type === "assignment" || node.type === "for_statement" || node.type === "for_in_clause")
      addAll(fieldOf(node, "left"));
    if (node.type === "named_expression") addAll(fieldOf(node, "name"));
    if (node.type === "as_pattern_target") addAll(node);
    if (node.type === "parameters" || node.type === "lambda_parameters")
      for (const child of namedOf(node))
        addAll(
          child.type === "identifier"
            ? child
            : (fieldOf(child, "name") ?? child.children.find(({ type }) => type === "identifier") ?? child),
        );
    if (isImport(node)) for (const { local } of readImport(node)) names.push(local.split(".")[0] ?? local);
  }
  return names;
}

/** Names that are read somewhere in it. */
function usedIn(root: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isImport(node)) return;
    if (node.type === "identifier") names.push(node.text);
    for (const child of node.children) {
      const isName = child.type === "identifier";
      if (isName && node.type === "attribute" && child.field === "attribute") continue;
      if (isName && node.type === "keyword_argument" && child.field === "name") continue;
      if (isName && BINDERS.has(node.type) && child.field === "name") continue;
      visit(child);
    }
  };
  visit(root);
  return names;
}

function isImport({ type }: SyntaxNode): boolean {
  return type === "import_statement" || type === "import_from_statement" || type === "future_import_statement";
}

function awaits(node: SyntaxNode): boolean {
  return [...walk(node, (child) => !BINDERS.has(child.type))].some(({ type }) => type === "await");
}
