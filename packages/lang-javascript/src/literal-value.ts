import type { Value } from "@autotest/core";
import type { ts } from "ts-morph";
import type { TypeScriptApi } from "./load-typescript.js";

/** The value of a literal expression in a list of one, or null when it is none. */
export function literalValue(typescript: TypeScriptApi, node: ts.Expression): readonly [Value] | null {
  const { SyntaxKind } = typescript;
  if (typescript.isStringLiteralLike(node)) return [node.text];
  if (typescript.isNumericLiteral(node)) return [numberValue(Number(node.text))];
  if (typescript.isBigIntLiteral(node)) return [{ $: "int", v: BigInt(node.text.replace(/n$/, "")).toString() }];
  if (typescript.isRegularExpressionLiteral(node)) return [regularExpression(node.text)];
  if (
    typescript.isPrefixUnaryExpression(node) &&
    node.operator === SyntaxKind.MinusToken &&
    typescript.isNumericLiteral(node.operand)
  ) {
    return [numberValue(-Number(node.operand.text))];
  }
  if (typescript.isIdentifier(node)) {
    if (node.text === "undefined") return [{ $: "undefined" }];
    return node.text === "NaN" || node.text === "Infinity" ? [numberValue(Number(node.text))] : null;
  }
  if (node.kind === SyntaxKind.TrueKeyword) return [true];
  if (node.kind === SyntaxKind.FalseKeyword) return [false];
  if (node.kind === SyntaxKind.NullKeyword) return [null];
  if (typescript.isArrayLiteralExpression(node)) {
    const items = node.elements.map((element) => literalValue(typescript, element));
    return items.every((item) => item !== null) ? [items.map(([item]) => item)] : null;
  }
  if (typescript.isObjectLiteralExpression(node)) return recordValue(typescript, node);
  return null;
}

function recordValue(typescript: TypeScriptApi, node: ts.ObjectLiteralExpression): readonly [Value] | null {
  const record: Record<string, Value> = {};
  for (const property of node.properties) {
    if (!typescript.isPropertyAssignment(property)) return null;
    const { name } = property;
    if (!typescript.isIdentifier(name) && !typescript.isStringLiteral(name)) return null;
    const value = literalValue(typescript, property.initializer);
    if (value === null || name.text === "$" || name.text === "__proto__") return null;
    record[name.text] = value[0];
  }
  return [record];
}

/** A JavaScript number as data. */
export function numberValue(value: number): Value {
  if (Number.isNaN(value)) return { $: "float", v: "nan" };
  if (!Number.isFinite(value)) return { $: "float", v: value > 0 ? "inf" : "-inf" };
  return Object.is(value, -0) ? { $: "float", v: "-0.0" } : value;
}

function regularExpression(text: string): Value {
  const end = text.lastIndexOf("/");
  return { $: "regexp", source: text.slice(1, end), flags: text.slice(end + 1) };
}
