import { createHash } from "node:crypto";
import { findHeader, findMarks } from "./emit-header.js";
import { type Node, nameOf, parseProgram } from "./parse-program.js";

/** Offsets into a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A statement inside a suite. */
export interface SuiteItem extends Range {
  /** Titles of the tests it defines; empty when it is no test. */
  readonly titles: readonly string[];
  readonly mark: string;
}

/** A `describe` (or `suite`) at the top level. */
export interface ExistingSuite extends Range {
  readonly title: string;
  /** Between its braces. */
  readonly body: Range;
  readonly items: readonly SuiteItem[];
}

/** A test file as it is. */
export interface ExistingFile {
  readonly header: Range | null;
  readonly marks: (Range & { readonly marks: ReadonlySet<string> }) | null;
  readonly suites: readonly ExistingSuite[];
  /** Names bound at the top level. */
  readonly bindings: ReadonlySet<string>;
  /** What is imported: specifier as written, exported name (`*`, `default` or a name), local name. */
  readonly imports: readonly { readonly specifier: string; readonly exported: string; readonly local: string }[];
  /** Where a new import goes: behind the last one, or behind the leading comments and directives. */
  readonly importEnd: number;
  readonly hasImports: boolean;
  /** True when it loads modules by `import`. */
  readonly usesImport: boolean;
  /** Every full title path in it, joined by ` > `. */
  readonly titles: ReadonlySet<string>;
}

const SUITE = new Set(["describe", "suite", "context"]);
const TEST = new Set(["it", "test", "specify"]);

/** Reads a test file; null when it cannot be parsed. Offsets are those of `text`. */
export function readExisting(text: string, path: string): ExistingFile | null {
  const program = parseProgram(text, path);
  if (program === null) return null;
  const { body, tokens } = program;
  const suites: ExistingSuite[] = [];
  const bindings = new Set<string>();
  const imports: { specifier: string; exported: string; local: string }[] = [];
  let importEnd = leadEnd(text, program.directivesEnd);
  let hasImports = false;
  for (const statement of body) {
    const found = importsOf(statement);
    if (found !== null) {
      imports.push(...found);
      importEnd = statement.end;
      hasImports = true;
    }
    for (const name of boundNames(statement)) bindings.add(name);
    const suite = suiteOf(statement, tokens);
    if (suite !== null) suites.push(suite);
  }
  const titles = new Set(
    suites.flatMap((suite) => suite.items.flatMap((item) => item.titles.map((title) => `${suite.title} > ${title}`))),
  );
  return {
    header: findHeader(text),
    marks: findMarks(text),
    suites,
    bindings,
    imports,
    importEnd,
    hasImports,
    usesImport: body.some((statement) => statement.type === "ImportDeclaration"),
    titles,
  };
}

/** A suite between our header and our marks is ours even when every test in it was changed. */
export function inOurPart(suite: ExistingSuite, { header, marks }: ExistingFile): boolean {
  return header !== null && marks !== null && suite.start > header.end && suite.end < marks.start;
}

/** Behind a hash-bang, the first comment block and directives. */
function leadEnd(text: string, directivesEnd: number): number {
  if (directivesEnd > 0) return directivesEnd;
  const lead = /^\ufeff?(?:#![^\n]*\n)?(?:[ \t]*(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)[ \t]*\r?\n)*/.exec(text)?.[0] ?? "";
  return lead.replace(/\r?\n$/, "").length;
}

function importsOf(statement: Node): { specifier: string; exported: string; local: string }[] | null {
  if (statement.type === "ImportDeclaration") {
    const specifier = (statement.source as { value: string }).value;
    return (statement.specifiers as readonly Node[]).map((one) => ({
      specifier,
      exported:
        one.type === "ImportDefaultSpecifier"
          ? "default"
          : one.type === "ImportNamespaceSpecifier"
            ? "*"
            : nameOf(one.imported as Node),
      local: nameOf(one.local as Node),
    }));
  }
  if (statement.type === "ExpressionStatement") return requiredBy(statement.expression as Node) === null ? null : [];
  if (statement.type !== "VariableDeclaration") return null;
  const found: { specifier: string; exported: string; local: string }[] = [];
  let isImport = false;
  for (const declaration of statement.declarations as readonly Node[]) {
    const required = requiredBy(declaration.init as Node | null);
    if (required === null) continue;
    isImport = true;
    const id = declaration.id as Node;
    if (id.type === "Identifier")
      found.push({ specifier: required.specifier, exported: required.member ?? "*", local: nameOf(id) });
    else if (id.type === "ObjectPattern" && required.member === null) {
      for (const property of id.properties as readonly Node[]) {
        const value = property.value as Node | undefined;
        if (property.type === "ObjectProperty" && value?.type === "Identifier")
          found.push({ specifier: required.specifier, exported: nameOf(property.key as Node), local: nameOf(value) });
      }
    }
  }
  return isImport ? found : null;
}

/** The module of `require('x')` or `require('x').member`; null for anything else. */
export function requiredBy(init: Node | null): { specifier: string; member: string | null } | null {
  if (init === null || init === undefined) return null;
  if (init.type === "MemberExpression") {
    const inner = requiredBy(init.object as Node);
    return inner === null || inner.member !== null || init.computed === true
      ? null
      : { specifier: inner.specifier, member: nameOf(init.property as Node) };
  }
  if (init.type !== "CallExpression") return null;
  const callee = init.callee as Node;
  const [first] = init.arguments as readonly Node[];
  if (callee.type === "Identifier" && callee.name === "require" && first?.type === "StringLiteral")
    return { specifier: String(first.value), member: null };
  return null;
}

function boundNames(statement: Node): string[] {
  if (statement.type === "ImportDeclaration")
    return (statement.specifiers as readonly Node[]).map((one) => nameOf(one.local as Node));
  if (statement.type === "VariableDeclaration")
    return (statement.declarations as readonly Node[]).flatMap((one) => namesIn(one.id as Node));
  if (/^(Function|Class|TSImportEquals|TSEnum)/.test(statement.type) && statement.id)
    return [nameOf(statement.id as Node)];
  if (/^Export/.test(statement.type) && statement.declaration) return boundNames(statement.declaration as Node);
  return [];
}

function namesIn(pattern: Node | null): string[] {
  if (pattern === null) return [];
  switch (pattern.type) {
    case "Identifier":
      return [nameOf(pattern)];
    case "ObjectPattern":
      return (pattern.properties as readonly Node[]).flatMap((property) =>
        namesIn((property.value ?? property.argument) as Node),
      );
    case "ArrayPattern":
      return (pattern.elements as readonly (Node | null)[]).flatMap(namesIn);
    case "AssignmentPattern":
      return namesIn(pattern.left as Node);
    case "RestElement":
      return namesIn(pattern.argument as Node);
    default:
      return [];
  }
}

function suiteOf(statement: Node, tokens: readonly Node[]): ExistingSuite | null {
  const call = titledCall(statement, SUITE);
  const body = call?.body;
  if (call === null || body === undefined || body === null) return null;
  const items = (body.body as readonly Node[]).map((item) => ({
    start: item.start,
    end: item.end,
    titles: titlesOf(item),
    mark: markOf(tokens, item),
  }));
  return {
    start: statement.start,
    end: statement.end,
    title: call.title,
    body: { start: body.start + 1, end: body.end - 1 },
    items,
  };
}

/** `describe('x', () => {...})`, also `describe.only` and `describe.skip`. */
function titledCall(statement: Node, names: ReadonlySet<string>): { title: string; body: Node | null } | null {
  const call = statement.type === "ExpressionStatement" ? (statement.expression as Node) : statement;
  if (call.type !== "CallExpression") return null;
  const callee = call.callee as Node;
  const name = callee.type === "MemberExpression" ? nameOf(callee.object as Node) : nameOf(callee);
  const [title, action] = call.arguments as readonly Node[];
  const text =
    title?.type === "StringLiteral"
      ? String(title.value)
      : title?.type === "TemplateLiteral" && (title.expressions as readonly Node[]).length === 0
        ? templateText(title)
        : null;
  if (!names.has(name) || text === null) return null;
  const body = action !== undefined && /Function/.test(action.type) ? (action.body as Node) : null;
  return { title: text, body: body?.type === "BlockStatement" ? body : null };
}

function templateText(template: Node): string {
  const [quasi] = template.quasis as readonly { readonly value: { readonly cooked?: string } }[];
  return quasi?.value.cooked ?? "";
}

/** Titles a statement defines: of one test, of the rows of a loop, of a nested suite. */
function titlesOf(item: Node): string[] {
  const single = titledCall(item, TEST);
  if (single !== null) return [single.title];
  const nested = titledCall(item, SUITE);
  if (nested?.body)
    return (nested.body.body as readonly Node[]).flatMap((inner) =>
      titlesOf(inner).map((title) => `${nested.title} > ${title}`),
    );
  if (item.type !== "ForOfStatement") return [];
  const rows =
    (item.right as Node).type === "ArrayExpression" ? ((item.right as Node).elements as readonly (Node | null)[]) : [];
  return rows.flatMap((row) => {
    if (row?.type !== "ObjectExpression") return [];
    const [first] = row.properties as readonly Node[];
    const value = first?.value as Node | undefined;
    return value?.type === "StringLiteral" ? [String(value.value)] : [];
  });
}

/** A hash of the words of a statement: the same after a formatter went over it, another after an edit. */
function markOf(tokens: readonly Node[], { start, end }: Range): string {
  const hash = createHash("sha256");
  for (const token of tokens) {
    if (token.start < start || token.end > end) continue;
    if (typeof token.type === "string") {
      // A comment: whoever wrote one wants it kept.
      hash.update(`//${String(token.value).trim()}\0`);
      continue;
    }
    const label = (token.type as unknown as { readonly label?: string }).label ?? "";
    if (label === ";" || label === ",") continue;
    hash.update(`${label}\0${String(token.value ?? "")}\0`);
  }
  return hash.digest("hex").slice(0, 8);
}
