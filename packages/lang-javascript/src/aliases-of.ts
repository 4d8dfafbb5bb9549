import type { ts } from "ts-morph";
import { bareExpression } from "./bare-expression.js";
import { dottedName } from "./exports-of.js";
import type { TypeScriptApi } from "./load-typescript.js";

/** A function that a class offers under another name. */
export interface Member {
  readonly owner: string;
  readonly name: string;
}

/** Classes put together by assignments: what stands for what. */
export interface Aliases {
  /** `Cart.prototype = P`: variable to class. */
  readonly prototypes: ReadonlyMap<string, string>;
  /** `this.add = addItem` in a constructor: function to method. */
  readonly methods: ReadonlyMap<string, Member>;
  /** `Cart.of = makeCart`: function to static method. */
  readonly statics: ReadonlyMap<string, Member>;
  /** A function declaration anywhere in the file, inside other functions too. */
  declarationOf(name: string): ts.FunctionDeclaration | undefined;
}

/** Reads every assignment of a function or prototype to a class of the file. */
export function aliasesOf(typescript: TypeScriptApi, source: ts.SourceFile): Aliases {
  const prototypes = new Map<string, string>();
  const methods = new Map<string, Member>();
  const statics = new Map<string, Member>();
  const declarations = new Map<string, ts.FunctionDeclaration>();
  const note = (map: Map<string, Member>, key: string, member: Member): void => {
    if (!map.has(key)) map.set(key, member);
  };
  const visit = (node: ts.Node, owner: string | null): void => {
    let inside = owner;
    if (typescript.isFunctionDeclaration(node)) {
      inside = node.name?.text ?? null;
      if (node.name && node.body && !declarations.has(node.name.text)) declarations.set(node.name.text, node);
    } else if (typescript.isFunctionExpression(node)) inside = null;
    if (typescript.isBinaryExpression(node) && node.operatorToken.kind === typescript.SyntaxKind.EqualsToken) {
      const left = dottedName(typescript, node.left);
      const right = bareExpression(typescript, lastValue(typescript, node.right));
      const [head = "", name = "", ...rest] = left?.split(".") ?? [];
      if (rest.length === 0 && name !== "" && typescript.isIdentifier(right)) {
        if (head === "this" && inside !== null) note(methods, right.text, { owner: inside, name });
        else if (name === "prototype") prototypes.set(right.text, head);
        else if (head !== "this" && head !== "module" && head !== "exports")
          note(statics, right.text, { owner: head, name });
      }
    }
    typescript.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, null);
  return { prototypes, methods, statics, declarationOf: (name) => declarations.get(name) };
}

/** `P.add` is `Cart.prototype.add` when `Cart.prototype = P`. */
export function throughPrototype(name: string, { prototypes }: Aliases): string {
  const [head = "", ...rest] = name.split(".");
  const owner = prototypes.get(head);
  return owner === undefined ? name : [owner, "prototype", ...rest].join(".");
}

/** What `a = b = value` gives to `a`. */
function lastValue(typescript: TypeScriptApi, node: ts.Expression): ts.Expression {
  const bare = bareExpression(typescript, node);
  return typescript.isBinaryExpression(bare) && bare.operatorToken.kind === typescript.SyntaxKind.EqualsToken
    ? lastValue(typescript, bare.right)
    : bare;
}
