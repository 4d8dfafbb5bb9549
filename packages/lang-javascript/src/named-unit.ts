import type { UnitKind } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** A function-like node, or a class, that is a unit. */
export interface NamedUnit {
  /** Dotted name inside the file. */
  readonly name: string;
  readonly kind: UnitKind;
  /** The function, for a class its declaration, for a function that a call makes that call. */
  readonly node: ts.SignatureDeclaration | ts.ClassLikeDeclaration | ts.CallExpression;
  /** Of a function that a call makes: the function as written, perhaps in another file. */
  readonly signature?: ts.SignatureDeclaration;
  /** What carries the documentation: the statement, the property, the member. */
  readonly documented: ts.Node;
  readonly ref: string | null;
  readonly owner?: string;
}

/** The name of a member, if a test can write it as one; null for computed and odd names. */
export function propertyName(typescript: TypeScriptApi, name: ts.Node | undefined): string | null {
  if (!name) return null;
  if (typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name)) return name.text;
  return typescript.isStringLiteral(name) && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name.text) ? name.text : null;
}
