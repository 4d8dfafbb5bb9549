import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import { isPlain } from "./is-plain.js";
import { literalValue } from "./literal-value.js";

/** The global an instrumented file calls. */
export const POINTS = "autotest$";

const hit = (goal: number): string => `${POINTS}.h[${goal}]=1`;

/** Goals and fuel of one node. Children are visited afterwards. `isMade`: a call that makes a unit of the file. */
export function instrumentStatement(marking: Marking, node: ts.Node, isMade = false): void {
  const { typescript } = marking;
  if (isMade) markMade(marking, node);
  else if (isFunctionWithBody(marking, node)) markFunction(marking, node);
  else if (typescript.isIfStatement(node)) markIf(marking, node);
  else if (typescript.isConditionalExpression(node)) markConditional(marking, node);
  else if (typescript.isBinaryExpression(node)) markLogical(marking, node);
  else if (typescript.isIterationStatement(node, false)) markLoop(marking, node);
  else if (typescript.isSwitchStatement(node)) markSwitch(marking, node);
  else if (typescript.isTryStatement(node)) markTry(marking, node);
  else if (typescript.isThrowStatement(node)) markThrow(marking, node);
  else if (typescript.isParameter(node) || typescript.isBindingElement(node)) markDefault(marking, node);
  else if (isLink(marking, node)) markOptional(marking, node);
}

type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

function isFunctionWithBody({ typescript }: Marking, node: ts.Node): node is FunctionWithBody {
  return typescript.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

function markFunction(marking: Marking, node: FunctionWithBody): void {
  const { body } = node;
  if (!marking.typescript.isBlock(body)) {
    marking.wrap(body, `(${POINTS}.e(${marking.goal(node, "entry", "", body)}),`, ")");
    return;
  }
  const goal = marking.goal(node, "entry", "", body.statements[0] ?? node);
  const directive = lastDirective(marking, body.statements);
  if (directive) marking.before(directive.end, `;${POINTS}.e(${goal});`);
  else marking.before(body.getStart(marking.source) + 1, `${POINTS}.e(${goal});`);
}

/** The function comes from elsewhere: what is called is a stand-in that notes the call. */
function markMade(marking: Marking, node: ts.Node): void {
  marking.wrap(node, `${POINTS}.w(${marking.goal(node, "entry")},`, ")");
}

/** `"use strict"` must stay first. */
function lastDirective({ typescript }: Marking, statements: readonly ts.Statement[]): ts.Statement | undefined {
  const isDirective = (statement: ts.Statement): boolean =>
    typescript.isExpressionStatement(statement) && typescript.isStringLiteral(statement.expression);
  const count = statements.findIndex((statement) => !isDirective(statement));
  return count < 0 ? statements.at(-1) : statements[count - 1];
}

/** A statement that is a branch: points go inside its braces, or braces are put around it. */
function enter(marking: Marking, statement: ts.Statement, text: string): void {
  if (marking.typescript.isBlock(statement)) marking.before(statement.getStart(marking.source) + 1, text);
  else marking.wrap(statement, `{${text}`, "}");
}

/** The first statement of a branch, where running it begins. */
function firstOf({ typescript }: Marking, statement: ts.Statement): ts.Node {
  return typescript.isBlock(statement) ? (statement.statements[0] ?? statement) : statement;
}

function markIf(marking: Marking, node: ts.IfStatement): void {
  const { expression, thenStatement, elseStatement } = node;
  const yes = marking.goal(node, "true", expression, firstOf(marking, thenStatement));
  const no = marking.goal(node, "false", expression, elseStatement ? firstOf(marking, elseStatement) : node);
  // Outer text first: see `wrap`.
  if (elseStatement) enter(marking, elseStatement, `${hit(no)};`);
  else marking.after(node.end, ` else{${hit(no)}}`);
  enter(marking, thenStatement, `${hit(yes)};`);
}

function markConditional(marking: Marking, { condition, whenTrue, whenFalse }: ts.ConditionalExpression): void {
  const node = condition.parent;
  const yes = marking.goal(node, "true", condition, whenTrue);
  const no = marking.goal(node, "false", condition, whenFalse);
  marking.wrap(whenTrue, `(${hit(yes)},`, ")");
  marking.wrap(whenFalse, `(${hit(no)},`, ")");
}

function markLogical(marking: Marking, node: ts.BinaryExpression): void {
  const { SyntaxKind } = marking.typescript;
  const logical: readonly ts.SyntaxKind[] = [
    SyntaxKind.AmpersandAmpersandToken,
    SyntaxKind.BarBarToken,
    SyntaxKind.QuestionQuestionToken,
    SyntaxKind.AmpersandAmpersandEqualsToken,
    SyntaxKind.BarBarEqualsToken,
    SyntaxKind.QuestionQuestionEqualsToken,
  ];
  if (!logical.includes(node.operatorToken.kind)) return;
  const goal = marking.goal(node, "right", node, node.right);
  marking.wrap(node.right, `(${hit(goal)},`, ")");
}

function markLoop(marking: Marking, node: ts.IterationStatement): void {
  const { typescript } = marking;
  const condition = loopCondition(marking, node);
  const body = marking.goal(node, "body", condition ?? headText(marking, node), firstOf(marking, node.statement));
  const isEndless = condition === undefined && typescript.isForStatement(node);
  if (!isEndless && condition?.kind !== typescript.SyntaxKind.TrueKeyword) {
    const exit = marking.goal(node, "exit", condition ?? headText(marking, node));
    if (condition) marking.wrap(condition, "((", `)||!(${hit(exit)}))`);
    else markAfterLoop(marking, node, exit);
  }
  enter(marking, node.statement, `${POINTS}.e(${body});`);
}

/** `for ... of` has no condition to hook: the point stands behind the loop. */
function markAfterLoop(marking: Marking, node: ts.IterationStatement, exit: number): void {
  const { typescript } = marking;
  let outer: ts.Node = node;
  while (typescript.isLabeledStatement(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  const isInList =
    typescript.isBlock(parent) ||
    typescript.isSourceFile(parent) ||
    typescript.isModuleBlock(parent) ||
    typescript.isCaseOrDefaultClause(parent);
  if (isInList) marking.after(outer.end, `;${hit(exit)};`);
  else marking.wrap(outer, "{", `;${hit(exit)};}`);
}

function loopCondition({ typescript }: Marking, node: ts.IterationStatement): ts.Expression | undefined {
  if (typescript.isForStatement(node)) return node.condition;
  return typescript.isWhileStatement(node) || typescript.isDoStatement(node) ? node.expression : undefined;
}

function headText({ source, typescript }: Marking, node: ts.IterationStatement): string {
  if (!typescript.isForOfStatement(node) && !typescript.isForInStatement(node)) return "";
  const word = typescript.isForOfStatement(node) ? "of" : "in";
  return `${node.initializer.getText(source)} ${word} ${node.expression.getText(source)}`;
}

function markSwitch(marking: Marking, node: ts.SwitchStatement): void {
  const { typescript, source, cases } = marking;
  const subject = node.expression.getText(source);
  const { clauses } = node.caseBlock;
  const values = clauses.flatMap((clause) =>
    typescript.isCaseClause(clause) ? (literalValue(typescript, clause.expression) ?? []) : [],
  );
  cases.push(values.flat());
  marking.wrap(node.expression, `${POINTS}.sw(`, `,${cases.length - 1},${marking.lineOf(node)})`);
  for (const clause of clauses) {
    const isCase = typescript.isCaseClause(clause);
    const goal = marking.goal(
      clause,
      isCase ? "case" : "default",
      isCase ? `${subject} is ${clause.expression.getText(source)}` : subject,
      clause.statements[0] ?? clause,
    );
    const colon = clause.getChildren(source).find((child) => child.kind === typescript.SyntaxKind.ColonToken);
    if (colon) marking.before(colon.end, `${hit(goal)};`);
  }
  if (clauses.some((clause) => typescript.isDefaultClause(clause))) return;
  const implicit = marking.goal(node, "default", subject);
  marking.after(node.caseBlock.end - 1, `${clauses.length > 0 ? ";break;" : ""}default:${hit(implicit)};`);
}

function markTry(marking: Marking, { catchClause, finallyBlock }: ts.TryStatement): void {
  const { typescript, source } = marking;
  if (catchClause) {
    const goal = marking.goal(
      catchClause,
      "handler",
      catchClause.variableDeclaration?.getText(source) ?? "",
      firstOf(marking, catchClause.block),
    );
    const start = catchClause.block.getStart(source);
    const name = catchClause.variableDeclaration?.name;
    const error = name === undefined ? `${POINTS}e` : typescript.isIdentifier(name) ? name.text : "undefined";
    if (name === undefined) marking.before(start, `(${error})`);
    marking.before(start + 1, `${POINTS}.c(${error});${hit(goal)};`);
  }
  if (finallyBlock) marking.before(finallyBlock.getStart(source) + 1, `${POINTS}.n();`);
}

function markThrow(marking: Marking, node: ts.ThrowStatement): void {
  const goal = marking.goal(node, "raise", node.expression, node, "exception");
  marking.wrap(node.expression, `${POINTS}.t((`, `),${goal},${marking.lineOf(node)})`);
}

function markDefault(marking: Marking, node: ts.ParameterDeclaration | ts.BindingElement): void {
  const { typescript } = marking;
  const { initializer } = node;
  if (!initializer) return;
  // Wrapping a function would take its name away.
  if (
    typescript.isFunctionExpression(initializer) ||
    typescript.isArrowFunction(initializer) ||
    typescript.isClassExpression(initializer)
  )
    return;
  const goal = marking.goal(node, "default", node.name, initializer);
  marking.wrap(initializer, `(${hit(goal)},`, ")");
}

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

function markOptional(marking: Marking, node: Link): void {
  const { typescript } = marking;
  markWholeChain(marking, node);
  const { questionDotToken, expression } = node;
  // Wrapping the callee of `f().b?.()` would lose its receiver.
  if (!questionDotToken || isPlain(marking, expression) || typescript.isCallExpression(node)) return;
  const there = marking.goal(node, "value", expression);
  const nullish = marking.goal(node, "nullish", expression);
  marking.wrap(expression, `${POINTS}.o(`, `,${there},${nullish})`);
}

/**
 * `a?.b.c()` becomes `(point(a), a?.b.c())`: receivers stay what they were, and so do the texts of V8's errors. Done where
 * the whole chain is visited, so that the text stands outside everything else.
 */
function markWholeChain(marking: Marking, node: Link): void {
  const { typescript } = marking;
  if (!(node.flags & typescript.NodeFlags.OptionalChain) || continuesInParent(marking, node)) return;
  let outer: ts.Node = node;
  while (typescript.isNonNullExpression(outer.parent)) outer = outer.parent;
  // Behind a comma, `delete` would delete nothing and `(a?.b)()` lose its receiver.
  if (typescript.isDeleteExpression(outer.parent) || typescript.isParenthesizedExpression(outer.parent)) return;
  const first = firstLink(marking, node);
  if (!first || !isPlain(marking, first.expression)) return;
  const { expression } = first;
  const there = marking.goal(first, "value", expression);
  const nullish = marking.goal(first, "nullish", expression);
  marking.wrap(node, `(${POINTS}.o(${expression.getText(marking.source)},${there},${nullish}),`, ")");
}

function isLink({ typescript }: Marking, node: ts.Node): node is Link {
  return (
    typescript.isPropertyAccessExpression(node) ||
    typescript.isElementAccessExpression(node) ||
    typescript.isCallExpression(node)
  );
}

function continuesInParent(marking: Marking, node: ts.Node): boolean {
  const { parent } = node;
  if (marking.typescript.isNonNullExpression(parent)) return continuesInParent(marking, parent);
  return isLink(marking, parent) && parent.expression === node;
}

/** The `?.` of a chain that is evaluated first. */
function firstLink(marking: Marking, node: Link): Link | undefined {
  let first: Link | undefined;
  for (let inner: ts.Node = node; ; ) {
    if (marking.typescript.isNonNullExpression(inner)) inner = inner.expression;
    else if (isLink(marking, inner)) {
      if (inner.questionDotToken) first = inner;
      inner = inner.expression;
    } else return first;
  }
}
