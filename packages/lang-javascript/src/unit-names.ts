import type { ts } from "ts-morph";
import { type Aliases, aliasesOf, throughPrototype } from "./aliases-of.js";
import { bareExpression } from "./bare-expression.js";
import { type Exports, exportsOf } from "./exports-of.js";
import { joinRef } from "./join-ref.js";
import type { TypeScriptApi } from "./load-typescript.js";
import { type ImportedMakers, madeFunction } from "./made-function.js";
import { type NamedUnit, propertyName } from "./named-unit.js";
import { usesThis } from "./receiver-of.js";
import { isFunctionValue, wrappedStatements } from "./wrapped-statements.js";

/** Every unit of a file in source order; parser only, so that analysis and instrumentation agree on names. */
export function nameUnits(
  typescript: TypeScriptApi,
  source: ts.SourceFile,
  makers: ImportedMakers = new Map(),
): readonly NamedUnit[] {
  const walk = new UnitWalk(typescript, exportsOf(typescript, source), aliasesOf(typescript, source), makers);
  walk.statements(source.statements);
  return walk.finish();
}

type FunctionValue = ts.FunctionExpression | ts.ArrowFunction;

class UnitWalk {
  private readonly units: NamedUnit[] = [];
  private readonly classes = new Map<string, number>();
  private readonly typescript: TypeScriptApi;
  private readonly exports: Exports;
  private readonly aliases: Aliases;
  private readonly makers: ImportedMakers;

  constructor(typescript: TypeScriptApi, exports: Exports, aliases: Aliases, makers: ImportedMakers) {
    this.makers = makers;
    this.typescript = typescript;
    this.exports = exports;
    this.aliases = aliases;
  }

  finish(): readonly NamedUnit[] {
    const taken = new Set<string>();
    const unique = this.units.filter(({ name, kind }) => {
      const key = kind === "setter" ? `${name}=` : name;
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    });
    return unique.sort((a, b) => a.node.getStart() - b.node.getStart());
  }

  statements(list: readonly ts.Statement[]): void {
    for (const statement of list) this.statement(statement);
  }

  private statement(statement: ts.Statement): void {
    const { typescript } = this;
    if (typescript.isFunctionDeclaration(statement)) {
      if (statement.body) this.addDeclaration(statement);
    } else if (typescript.isClassDeclaration(statement)) {
      this.addClass(statement.name?.text ?? "default", statement, statement);
    } else if (typescript.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (typescript.isIdentifier(name) && initializer) this.value(name.text, initializer, statement);
        else if (initializer) this.descend(initializer);
      }
    } else if (typescript.isExportAssignment(statement)) {
      this.value("default", statement.expression, statement);
    } else if (typescript.isExpressionStatement(statement)) {
      this.expression(statement.expression, statement);
    } else if (typescript.isBlock(statement)) {
      this.statements(statement.statements);
    } else if (typescript.isIfStatement(statement)) {
      this.statement(statement.thenStatement);
      if (statement.elseStatement) this.statement(statement.elseStatement);
    } else if (typescript.isTryStatement(statement)) {
      this.statements(statement.tryBlock.statements);
    } else if (typescript.isReturnStatement(statement) && statement.expression) {
      this.descend(statement.expression);
    } else if (
      typescript.isModuleDeclaration(statement) &&
      statement.body &&
      typescript.isModuleBlock(statement.body)
    ) {
      this.statements(statement.body.statements);
    }
  }

  private descend(node: ts.Expression): void {
    for (const statements of wrappedStatements(this.typescript, node)) this.statements(statements);
  }

  private expression(node: ts.Expression, statement: ts.Statement): void {
    const { typescript } = this;
    const bare = this.bare(node);
    if (typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.EqualsToken) {
      this.assignment(bare, statement);
    } else if (typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.CommaToken) {
      this.expression(bare.left, statement);
      this.expression(bare.right, statement);
    } else if (typescript.isPrefixUnaryExpression(bare) || typescript.isVoidExpression(bare)) {
      this.descend(typescript.isVoidExpression(bare) ? bare.expression : bare.operand);
    } else {
      this.descend(bare);
    }
  }

  private assignment({ left, right }: ts.BinaryExpression, statement: ts.Statement): void {
    const path = this.exports.pathOf(left);
    // `a.x = a.y = function`: both names are one function; the first is the unit.
    const bare = this.bare(right);
    const isChain =
      this.typescript.isBinaryExpression(bare) && bare.operatorToken.kind === this.typescript.SyntaxKind.EqualsToken;
    if (isChain) this.assignment(bare, statement);
    if (path === null || isChain) {
      if (path === null) this.descend(right);
      return;
    }
    const prototype = /^(.*)\.prototype(?:\.([^.]+))?$/.exec(throughPrototype(path.name, this.aliases));
    if (prototype?.[1] === undefined) {
      const inner = path.name.includes(".")
        ? this.classes.get(path.name.slice(0, path.name.lastIndexOf(".")))
        : undefined;
      this.value(
        path.name,
        right,
        statement,
        path.ref,
        inner === undefined ? undefined : path.name.slice(0, path.name.lastIndexOf(".")),
      );
      return;
    }
    const owner = prototype[1];
    this.markClass(owner);
    if (prototype[2] !== undefined && this.isFunction(bare)) this.addMethod(owner, prototype[2], bare, statement);
    else if (prototype[2] === undefined && this.typescript.isObjectLiteralExpression(bare))
      this.prototypeMembers(owner, bare);
  }

  /** A function that a class offers as one of its own is a method, whatever it is called here. */
  private addDeclaration(node: ts.FunctionDeclaration): void {
    const name = node.name?.text ?? "default";
    const method = this.aliases.methods.get(name);
    const fixed = this.aliases.statics.get(name);
    const isFree = this.exports.refOf(name) === null;
    if (isFree && method && method.owner !== name) {
      this.markClass(method.owner);
      this.addMethod(method.owner, method.name, node, node);
    } else if (isFree && fixed && this.exports.refOf(fixed.owner) !== null) {
      this.markClass(fixed.owner);
      this.addFunction(`${fixed.owner}.${fixed.name}`, node, node, undefined, fixed.owner);
    } else this.addFunction(name, node, node);
  }

  private prototypeMembers(owner: string, literal: ts.ObjectLiteralExpression): void {
    for (const property of literal.properties) {
      const name = propertyName(this.typescript, property.name);
      if (name === null || name === "constructor") continue;
      if (this.typescript.isMethodDeclaration(property)) this.addMethod(owner, name, property, property);
      else if (this.typescript.isPropertyAssignment(property)) {
        const bare = this.bare(property.initializer);
        if (this.isFunction(bare)) this.addMethod(owner, name, bare, property);
      }
    }
  }

  /** A function that is given a prototype is a class. */
  private markClass(name: string): void {
    const nested = this.aliases.declarationOf(name);
    if (nested && !this.units.some((unit) => unit.name === name || unit.node === nested))
      this.add({ name, kind: "class", node: nested, documented: nested, ref: this.exports.refOf(name) });
    const index = this.units.findIndex((unit) => unit.name === name);
    const unit = this.units[index];
    if (unit?.kind === "function") this.units[index] = { ...unit, kind: "class" };
    this.classes.set(name, index);
  }

  private value(name: string, initializer: ts.Expression, documented: ts.Node, ref?: string, owner?: string): void {
    const { typescript } = this;
    const bare = this.bare(initializer);
    if (this.isFunction(bare)) this.addFunction(name, bare, documented, ref, owner);
    else if (typescript.isClassExpression(bare)) this.addClass(name, bare, documented, ref);
    else if (typescript.isObjectLiteralExpression(bare)) this.members(name, bare, ref);
    else if (typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.EqualsToken) {
      this.assignment(bare, documented as ts.Statement);
    } else this.wrapped(name, bare, documented, ref);
  }

  /** `memoize(function ...)`, `Object.freeze({...})`: the function inside is what the name does. */
  private wrapped(name: string, bare: ts.Expression, documented: ts.Node, ref?: string): void {
    if (!this.typescript.isCallExpression(bare)) return;
    const [first] = bare.arguments;
    const callee = bare.expression.getText();
    const inner = first && this.bare(first);
    const exported = ref ?? this.exports.refOf(name);
    const made = exported === null ? null : madeFunction(this.typescript, bare, documented, this.makers);
    if (made) this.add({ name, kind: "function", node: bare, documented, ref: exported, ...made });
    else if (inner && this.isFunction(inner) && !this.isFunction(this.bare(bare.expression)))
      this.addFunction(name, inner, documented, ref);
    else if (inner && /^Object\.(freeze|seal|create)$/.test(callee) && this.typescript.isObjectLiteralExpression(inner))
      this.members(name, inner, ref);
    else this.descend(bare);
  }

  private members(name: string, literal: ts.ObjectLiteralExpression, ref?: string): void {
    const { typescript } = this;
    const base = ref ?? this.exports.refOf(name);
    const isModule = base === ":" && (name === "" || name === "exports" || name === "module.exports");
    for (const property of literal.properties) {
      const key = propertyName(this.typescript, property.name);
      if (key === null) continue;
      const full = isModule || name === "default" ? key : `${name}.${key}`;
      const inner = base === null ? null : joinRef(base, key);
      if (typescript.isMethodDeclaration(property))
        this.add({ name: full, kind: "function", node: property, documented: property, ref: inner });
      else if (typescript.isPropertyAssignment(property)) {
        const bare = this.bare(property.initializer);
        if (this.isFunction(bare))
          this.add({ name: full, kind: "function", node: bare, documented: property, ref: inner });
        else if (typescript.isClassExpression(bare)) this.addClass(full, bare, property, inner ?? undefined);
        else if (typescript.isObjectLiteralExpression(bare) && inner !== null) this.members(full, bare, inner);
      }
    }
  }

  private addFunction(
    name: string,
    node: ts.FunctionDeclaration | FunctionValue,
    documented: ts.Node,
    ref?: string,
    owner?: string,
  ): void {
    const base = owner === undefined ? null : this.exports.refOf(owner);
    // A static method needs its class before it, also when the class is the module itself.
    const known =
      base === null ? (ref ?? this.exports.refOf(name)) : `${base}.${name.slice(name.lastIndexOf(".") + 1)}`;
    // A function with a capital name that works on `this` is made to be constructed.
    const isConstructor =
      !owner && /^\p{Lu}/u.test(name) && !this.typescript.isArrowFunction(node) && usesThis(this.typescript, node);
    this.add({
      name,
      kind: owner ? "static-method" : isConstructor ? "class" : "function",
      node,
      documented,
      ref: known,
      ...(owner ? { owner } : {}),
    });
  }

  private addMethod(owner: string, name: string, node: ts.SignatureDeclaration, documented: ts.Node): void {
    const base = this.exports.refOf(owner);
    this.add({
      name: `${owner}.${name}`,
      kind: "method",
      node,
      documented,
      ref: base === null ? null : joinRef(base, name),
      owner,
    });
  }

  private addClass(name: string, node: ts.ClassLikeDeclaration, documented: ts.Node, ref?: string): void {
    const { typescript } = this;
    if (typescript.getCombinedModifierFlags(node as ts.Declaration) & typescript.ModifierFlags.Ambient) return;
    const base = ref ?? this.exports.refOf(name);
    this.classes.set(name, this.units.length);
    this.add({ name, kind: "class", node, documented, ref: base });
    for (const member of node.members) {
      const key = propertyName(this.typescript, member.name);
      if (key === null || typescript.isConstructorDeclaration(member)) continue;
      const isStatic = (typescript.getCombinedModifierFlags(member) & typescript.ModifierFlags.Static) !== 0;
      const isHidden = key.startsWith("#");
      const join = isStatic ? (from: string): string => `${from}.${key}` : (from: string): string => joinRef(from, key);
      const memberRef = base === null || isHidden ? null : join(base);
      const unit = { name: `${name}.${key}`, documented: member, ref: memberRef, owner: name };
      if (typescript.isMethodDeclaration(member)) {
        if (member.body) this.add({ ...unit, kind: isStatic ? "static-method" : "method", node: member });
      } else if (typescript.isGetAccessor(member)) {
        if (member.body) this.add({ ...unit, kind: "getter", node: member });
      } else if (typescript.isSetAccessor(member)) {
        if (member.body) this.add({ ...unit, kind: "setter", node: member });
      } else if (typescript.isPropertyDeclaration(member) && member.initializer) {
        const bare = this.bare(member.initializer);
        if (this.isFunction(bare)) this.add({ ...unit, kind: isStatic ? "static-method" : "method", node: bare });
      }
    }
  }

  private add(unit: NamedUnit): void {
    this.units.push(unit);
  }

  private isFunction(node: ts.Node): node is FunctionValue {
    return isFunctionValue(this.typescript, node);
  }

  private bare(node: ts.Expression): ts.Expression {
    return bareExpression(this.typescript, node);
  }
}
