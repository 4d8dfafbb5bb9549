import type { Shape, ShapeKind, Value } from "@autotest/core";
import type { ts } from "ts-morph";
import { kindOfValue } from "./kind-of-value.js";
import { literalValue } from "./literal-value.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { DATE, LIST, NUMBER, TEXT } from "./telling-methods.js";

const TYPE_TESTS: { readonly [type: string]: ShapeKind } = {
  string: "text",
  number: "float",
  boolean: "bool",
  function: "callable",
  bigint: "int",
  object: "record",
};

/** What the body of `owner` does with the name `parameter`, as shapes, most telling first. */
export function shapesOfUsage(
  typescript: TypeScriptApi,
  owner: ts.Node,
  parameter: string,
  body: ts.Node,
): readonly Shape[] {
  const usage = new Usage(typescript, parameter);
  for (const part of whileGiven(typescript, parameter, body)) usage.read(part, owner);
  return usage.shapes();
}

/** The parts of a body in which the name still holds what was given: `sub = new Range(sub)` ends that. */
function whileGiven(typescript: TypeScriptApi, name: string, body: ts.Node): readonly ts.Node[] {
  if (!typescript.isBlock(body)) return [body];
  const { statements } = body;
  const last = statements.findIndex((statement) => {
    const made = typescript.isExpressionStatement(statement) ? statement.expression : statement;
    return (
      typescript.isBinaryExpression(made) &&
      made.operatorToken.kind === typescript.SyntaxKind.EqualsToken &&
      made.left.getText() === name &&
      typescript.isNewExpression(made.right) &&
      made.right.arguments?.some((argument) => argument.getText() === name) === true
    );
  });
  return last < 0 ? statements : statements.slice(0, last + 1);
}

/** Weight from which on a shape says what a field is; being asked whether it is there does not. */
const TELLING = 0.6;

/** Stands for the name of what has none of its own. */
const FIELD = "";

class Usage {
  private readonly votes = new Map<ShapeKind, number>();
  private readonly fields = new Map<string, Usage>();
  private readonly literals: Value[] = [];
  private readonly instances = new Set<string>();
  private arity = -1;
  private element: Shape | undefined;
  private once: Pick<Shape, "once"> = {};
  /** A field that from here on holds what the code put there. */
  private isSet = false;
  private readonly typescript: TypeScriptApi;
  private readonly name: string;
  /** The name, and those of variables that hold the same: `const o = options || {}`. */
  private readonly names: Set<string>;

  constructor(typescript: TypeScriptApi, name: string) {
    this.typescript = typescript;
    this.name = name;
    this.names = new Set([name]);
  }

  read(node: ts.Node, owner: ts.Node): void {
    const { typescript } = this;
    const isReceiver = this.name === "this";
    if (isReceiver && node !== owner && typescript.isFunctionLike(node) && !typescript.isArrowFunction(node)) return;
    // An inner function with a parameter of this name speaks of another variable.
    if (
      node !== owner &&
      typescript.isFunctionLike(node) &&
      node.parameters.some((item) => this.names.has(item.name.getText()))
    )
      return;
    if (
      isReceiver
        ? node.kind === typescript.SyntaxKind.ThisKeyword
        : typescript.isIdentifier(node) && this.names.has(node.text)
    )
      this.use(node as ts.Expression);
    typescript.forEachChild(node, (child) => void this.read(child, owner));
  }

  private vote(kind: ShapeKind, weight = 1): void {
    this.votes.set(kind, (this.votes.get(kind) ?? 0) + weight);
  }

  private use(node: ts.Expression): void {
    if (this.isSet) return;
    const { typescript } = this;
    const { SyntaxKind } = typescript;
    const { parent } = node;
    if (typescript.isPropertyAccessExpression(parent) && parent.expression === node) this.property(parent);
    else if (typescript.isElementAccessExpression(parent) && parent.expression === node) this.index(parent);
    else if (typescript.isElementAccessExpression(parent)) this.vote("text", 0.4);
    else if (typescript.isCallExpression(parent)) this.call(parent, node);
    else if (typescript.isBinaryExpression(parent)) this.binary(parent, node);
    else if (typescript.isPrefixUnaryExpression(parent) || typescript.isPostfixUnaryExpression(parent)) {
      if (parent.operator === SyntaxKind.ExclamationToken) this.vote("bool", 0.3);
      else this.vote("float", 1.5);
    } else if (typescript.isTypeOfExpression(parent)) this.typeTest(parent);
    else if (typescript.isForOfStatement(parent) && parent.expression === node) this.vote("list", 1.5);
    else if (typescript.isForInStatement(parent) && parent.expression === node) this.vote("record", 1);
    else if (typescript.isSpreadElement(parent)) this.vote("list");
    else if (typescript.isSwitchStatement(parent)) this.cases(parent);
    else if (typescript.isIfStatement(parent) || typescript.isConditionalExpression(parent)) this.vote("bool", 0.4);
    else if (typescript.isTemplateSpan(parent)) this.vote("text", 0.3);
    else if (typescript.isVariableDeclaration(parent)) this.variable(parent, node);
  }

  private variable({ name, initializer }: ts.VariableDeclaration, node: ts.Expression): void {
    const { typescript } = this;
    if (typescript.isObjectBindingPattern(name))
      for (const element of name.elements) this.field((element.propertyName ?? element.name).getText());
    else if (typescript.isIdentifier(name) && initializer === node) this.names.add(name.text);
  }

  private takeNext(): void {
    this.vote("list", 2);
    this.once = { once: true };
  }

  private field(name: string): Usage {
    this.vote("record", 0.8);
    const field = this.fields.get(name) ?? new Usage(this.typescript, FIELD);
    this.fields.set(name, field);
    return field;
  }

  private property(access: ts.PropertyAccessExpression): void {
    const { typescript } = this;
    const name = access.name.text;
    const isCalled = typescript.isCallExpression(access.parent) && access.parent.expression === access;
    if (!isCalled) {
      if (name === "length") {
        this.vote("list", 0.6);
        this.vote("text", 0.5);
      } else this.field(name).use(access);
    } else if (TEXT.test(name)) this.vote("text", 2);
    else if (LIST.test(name)) {
      this.vote("list", 2);
      this.readElement(access.parent as ts.CallExpression);
    } else if (name === "next" && (access.parent as ts.CallExpression).arguments.length === 0) this.takeNext();
    else if (DATE.test(name)) this.instances.add("Date");
    else if (NUMBER.test(name)) this.vote("float", 2);
    else if (/^(includes|indexOf|lastIndexOf|slice|concat|at)$/.test(name)) {
      this.vote("text");
      this.vote("list");
    } else if (/^(has|delete|clear)$/.test(name)) this.vote("set", 1);
    else if (name === "get" || name === "set") this.vote("map", 1);
    else if (name === "add") this.vote("set", 1);
    else if (/^(test|exec)$/.test(name)) this.instances.add("RegExp");
    else if (/^(call|apply|bind)$/.test(name)) this.vote("callable", 2);
    else if (name === "then" || name === "catch") this.instances.add("Promise");
    else if (!/^(toString|valueOf|hasOwnProperty|keys|values)$/.test(name)) {
      this.field(name).use(access);
    }
  }

  /** `items.map((item) => item.name)`: the callback says what an element is. */
  private readElement(call: ts.CallExpression): void {
    const { typescript } = this;
    const [callback] = call.arguments;
    if (!callback || !(typescript.isArrowFunction(callback) || typescript.isFunctionExpression(callback))) return;
    const index = call.expression.getText().includes(".reduce") ? 1 : 0;
    const parameter = callback.parameters[index];
    if (parameter && typescript.isIdentifier(parameter.name)) {
      const [shape] = shapesOfUsage(typescript, callback, parameter.name.text, callback.body);
      this.element ??= shape;
    }
  }

  private index(access: ts.ElementAccessExpression): void {
    const { typescript } = this;
    const key = access.argumentExpression;
    if (typescript.isStringLiteral(key)) this.field(key.text).use(access);
    else if (typescript.isNumericLiteral(key)) {
      this.vote("list", 1);
      this.vote("text", 0.3);
    } else {
      this.vote("list", 0.8);
      this.vote("record", 0.4);
    }
    // Indexed twice: a list of lists.
    if (typescript.isElementAccessExpression(access.parent) && access.parent.expression === access)
      this.element ??= { kind: "list", source: "usage" };
  }

  private call(call: ts.CallExpression, node: ts.Expression): void {
    if (call.expression === node) {
      this.vote("callable", 3);
      this.arity = Math.max(this.arity, call.arguments.length);
      return;
    }
    const callee = call.expression.getText();
    if (/^Array\.isArray$|isArray$/.test(callee)) this.vote("list", 1.5);
    else if (/^(Number\.(isInteger|isFinite|isSafeInteger|isNaN)|isNaN|isFinite|Math\.\w+)$/.test(callee))
      this.vote("float", 1.5);
    else if (/^(parseInt|parseFloat|Number|Number\.parse\w+)$/.test(callee)) this.vote("text", 1);
    else if (/^JSON\.parse$/.test(callee)) this.vote("text", 2);
    else if (/^Object\.(keys|values|entries|assign|getOwnPropertyNames)$/.test(callee)) this.vote("record", 1.5);
    else if (/\b_?is(String|Text)$/.test(callee)) this.vote("text", 1);
    else if (/\b_?isFunction$/.test(callee)) this.vote("callable", 1);
    else if (/\b_?isNumber$/.test(callee)) this.vote("float", 1);
    else if (/\b_?is(Plain)?Object$/.test(callee)) this.vote("record", 1);
    else if (/\b_?isDate$/.test(callee)) this.instances.add("Date");
    else if (/\.(test|exec)$/.test(callee)) this.vote("text", 1.5);
    else if (/\.(push|unshift|add|has|includes|indexOf)$/.test(callee)) this.vote("text", 0.2);
  }

  private binary(parent: ts.BinaryExpression, node: ts.Expression): void {
    const { typescript } = this;
    const { SyntaxKind } = typescript;
    const other = parent.left === node ? parent.right : parent.left;
    const { kind } = parent.operatorToken;
    const text = parent.operatorToken.getText();
    if (kind === SyntaxKind.EqualsToken) this.isSet = parent.left === node && this.name === FIELD;
    else if (/^(-|\*|\/|%|\*\*|-=|\*=|\/=|%=|<<|>>|>>>|&|\||\^)$/.test(text)) this.vote("float", 1.5);
    else if (text === "+" || text === "+=") this.vote(typescript.isStringLiteralLike(other) ? "text" : "float", 0.6);
    else if (/^[<>]=?$/.test(text)) this.vote("float", 1);
    else if (kind === SyntaxKind.InstanceOfKeyword && parent.left === node) {
      if (other.getText() === "Array") this.vote("list", 1.5);
      else if (other.getText() === "Function") this.vote("callable", 1.5);
      else if (other.getText() !== "Object") this.instances.add(other.getText());
    } else if (kind === SyntaxKind.InKeyword) {
      if (parent.left === node) this.vote("text", 1);
      else if (typescript.isStringLiteral(other)) this.field(other.text);
    } else if (/^[!=]==?$/.test(text)) {
      const literal = literalValue(typescript, other);
      if (literal) this.literals.push(literal[0]);
    } else if ((text === "||" || text === "??") && parent.left === node) {
      const literal = literalValue(typescript, other);
      if (literal) this.voteLiteral(literal[0], 0.8);
      if (typescript.isVariableDeclaration(parent.parent)) this.variable(parent.parent, parent);
    }
  }

  private voteLiteral(value: Value, weight: number): void {
    const kind = kindOfValue(value);
    if (kind) this.vote(kind, weight);
  }

  private typeTest(node: ts.TypeOfExpression): void {
    const { typescript } = this;
    if (!typescript.isBinaryExpression(node.parent) || !typescript.isStringLiteral(node.parent.right)) return;
    const kind = TYPE_TESTS[node.parent.right.text];
    if (kind) this.vote(kind, 1.5);
  }

  private cases({ caseBlock }: ts.SwitchStatement): void {
    for (const clause of caseBlock.clauses) {
      const literal = this.typescript.isCaseClause(clause) ? literalValue(this.typescript, clause.expression) : null;
      if (literal) this.literals.push(literal[0]);
    }
  }

  shapes(): readonly Shape[] {
    const values = [...new Map(this.literals.map((value) => [JSON.stringify(value), value])).values()];
    for (const value of values) this.voteLiteral(value, 0.5);
    const ranked = [...this.votes].sort((a, b) => b[1] - a[1]).slice(0, 4);
    const most = ranked[0]?.[1] ?? 1;
    const shapes = ranked.map(([kind, votes]) => this.shape(kind, Math.min(1, votes / Math.max(most, 1))));
    for (const name of this.instances) {
      const isBuiltIn = name in globalThis;
      shapes.unshift({ kind: "instance", source: "usage", ...(isBuiltIn ? { ref: `globalThis:${name}` } : {}) });
    }
    const distinct = values.filter((value) => value !== null && !(typeof value === "object" && "$" in value));
    if (distinct.length > 0) shapes.push({ kind: "literal", source: "usage", values: distinct, weight: 0.6 });
    return shapes;
  }

  /** What a field is: what its uses say, or unknown. */
  private asField(): Shape {
    const options = this.shapes().filter(({ weight = 1 }) => weight >= TELLING);
    const [only] = options;
    if (only === undefined) return { kind: "unknown", source: "usage" };
    return options.length === 1 ? only : { kind: "union", source: "usage", options };
  }

  private shape(kind: ShapeKind, weight: number): Shape {
    const shape: Shape = { kind, source: "usage", weight };
    if (kind === "record")
      return { ...shape, fields: Object.fromEntries([...this.fields].map(([name, field]) => [name, field.asField()])) };
    if (kind === "callable" && this.arity >= 0) return { ...shape, arity: this.arity };
    if (kind === "list") return { ...shape, ...this.once, ...(this.element ? { element: this.element } : {}) };
    return shape;
  }
}
