import type { ReadTest, TestReading } from "@autotest/core";
import type { ts } from "ts-morph";
import { loadTypeScript, type TypeScriptApi } from "./load-typescript.js";
import { parseFile } from "./parse-file.js";
import { rawStarts } from "./raw-starts.js";
import { isImport, readImport } from "./read-import.js";
import { boundIn, usedIn } from "./read-names.js";
import { countHandlers, faultsOf, readAssertions, registrationOf } from "./read-test-facts.js";
import { withoutTypes } from "./without-types.js";

/** Reads the tests of a text, in JavaScript or TypeScript, also those inside of `describe`; what else stands at its top goes to the tests that use it. */
export async function readTests(text: string): Promise<TestReading> {
  const typescript = loadTypeScript();
  const parsed = parseFile(typescript, "test.mjs", withoutTypes(typescript, text));
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const top = [...source.statements];
  const imports = top.flatMap((node) => readImport(typescript, node));
  const found = top.map((node) => ({ node, tests: testsIn(typescript, node) }));
  const beside = found.flatMap(({ node, tests }) => (tests.length > 0 || isImport(typescript, node) ? [] : [node]));
  const tests = found.flatMap((one) => one.tests);
  if (tests.length > 0)
    return { ok: true, tests: tests.map((one) => readBody(typescript, one, beside, source)), imports };
  if (beside.length === 0) return { ok: true, tests: [], imports };
  const whole = { name: "", statements: beside, parameters: [], isAsync: false, faults: [] };
  const read = readBody(typescript, whole, [], source);
  return { ok: true, tests: [{ ...read, async: beside.some((node) => awaits(typescript, node)) }], imports };
}

interface FoundTest {
  readonly name: string;
  readonly statements: readonly ts.Node[];
  readonly parameters: readonly string[];
  readonly isAsync: boolean;
  readonly faults: readonly string[];
}

function testsIn(typescript: TypeScriptApi, node: ts.Node): readonly FoundTest[] {
  if (typescript.isFunctionDeclaration(node) && /^test/.test(node.name?.text ?? "") && node.body)
    return [testOf(typescript, node.name?.text ?? "", node, [])];
  const call = typescript.isExpressionStatement(node) ? node.expression : node;
  if (!typescript.isCallExpression(call)) return [];
  const registration = registrationOf(typescript, call);
  if (registration === null) return [];
  const body = call.arguments.find((one) => typescript.isArrowFunction(one) || typescript.isFunctionExpression(one)) as
    | ts.ArrowFunction
    | ts.FunctionExpression
    | undefined;
  if (body === undefined) return [];
  if (registration.kind === "test") return [testOf(typescript, registration.title, body, registration.faults)];
  if (!typescript.isBlock(body.body)) return [];
  return body.body.statements
    .flatMap((one) => testsIn(typescript, one))
    .map((one) => ({ ...one, faults: [...one.faults, ...registration.faults] }));
}

function testOf(
  typescript: TypeScriptApi,
  name: string,
  made: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration,
  faults: readonly string[],
): FoundTest {
  const { body } = made;
  const statements = body === undefined ? [] : typescript.isBlock(body) ? [...body.statements] : [body];
  const isAsync = made.modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.AsyncKeyword) ?? false;
  // An arrow that gives a promise back is awaited by whoever runs it.
  const gives = body !== undefined && !typescript.isBlock(body) && /\.(rejects|resolves)\b/.test(body.getText());
  return {
    name,
    statements,
    parameters: made.parameters.map((one) => one.name.getText()),
    isAsync: isAsync || gives,
    faults,
  };
}

function readBody(
  typescript: TypeScriptApi,
  { name, statements, parameters, isAsync, faults }: FoundTest,
  beside: readonly ts.Node[],
  source: ts.SourceFile,
): ReadTest {
  const own = new Set(statements.flatMap((node) => boundIn(typescript, node)));
  const wanted = new Set(statements.flatMap((node) => usedIn(typescript, node)).filter((one) => !own.has(one)));
  const helpers = beside.filter((node) => boundIn(typescript, node).some((one) => wanted.has(one)));
  const all = [...helpers, ...statements];
  const bound = new Set([...all.flatMap((node) => boundIn(typescript, node)), ...parameters]);
  const free = all.flatMap((node) => usedIn(typescript, node)).filter((one) => !bound.has(one) && !(one in globalThis));
  const { lines, raw } = linesOf(typescript, all, source, isAsync);
  return {
    name,
    lines,
    raw,
    async: isAsync,
    parameters,
    free: [...new Set(free)],
    assertions: statements.flatMap((node) => readAssertions(typescript, node)),
    handlers: all.reduce((sum, node) => sum + countHandlers(typescript, node), 0),
    faults: [...new Set([...faults, ...all.flatMap((node) => faultsOf(typescript, node))])],
  };
}

/** Statements as lines without their common indentation, inner blocks by four spaces. */
function linesOf(
  typescript: TypeScriptApi,
  statements: readonly ts.Node[],
  source: ts.SourceFile,
  isAsync: boolean,
): { readonly lines: readonly string[]; readonly raw: readonly number[] } {
  const lines: string[] = [];
  const raw: number[] = [];
  for (const node of statements) {
    const from = node.getStart(source);
    const lead = /[ \t]*$/.exec(source.text.slice(0, from))?.[0] ?? "";
    const inside = rawStarts(typescript, node, source);
    let at = from;
    const isBare = !typescript.isStatement(node);
    const awaited = isBare && isAsync && !/^await\b/.test(node.getText(source)) ? "await " : "";
    const text = `${node.getText(source)}${isBare ? ";" : ""}`;
    for (const [index, line] of text.split("\n").entries()) {
      if (inside.has(at) && index > 0) {
        raw.push(lines.length);
        lines.push(line);
      } else lines.push(index === 0 ? awaited + line.trimEnd() : inSteps(line, lead));
      at += line.length + 1;
    }
  }
  return { lines, raw };
}

function inSteps(line: string, lead: string): string {
  const text = (line.startsWith(lead) ? line.slice(lead.length) : line.trimStart()).trimEnd();
  const inner = /^[ \t]*/.exec(text)?.[0] ?? "";
  const columns = inner.replaceAll("\t", "  ").length;
  return " ".repeat(columns * 2) + text.slice(inner.length);
}

function awaits(typescript: TypeScriptApi, root: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (typescript.isFunctionLike(node)) return;
    found ||= typescript.isAwaitExpression(node);
    typescript.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
