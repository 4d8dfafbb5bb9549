import type { ts } from "ts-morph";
import type { Marking } from "./instrument.js";
import type { Change } from "./mutate.js";

/** Methods that do nearly the same, and those whose receiver is nearly the result. */
const SWAPPED: { readonly [method: string]: string } = {
  endsWith: "startsWith",
  startsWith: "endsWith",
  toUpperCase: "toLowerCase",
  toLowerCase: "toUpperCase",
  toLocaleUpperCase: "toLocaleLowerCase",
  toLocaleLowerCase: "toLocaleUpperCase",
  trimEnd: "trimStart",
  trimStart: "trimEnd",
  some: "every",
  every: "some",
};
const DROPPED: ReadonlySet<string> = new Set([
  "trim",
  "substr",
  "substring",
  "slice",
  "sort",
  "reverse",
  "filter",
  "charAt",
]);
const EXTREMES: { readonly [method: string]: string } = { min: "max", max: "min" };

/** Another method, the receiver itself, or a `?.` that does not ask. */
export function callChanges(
  marking: Marking,
  node: ts.CallExpression | ts.PropertyAccessExpression | ts.ElementAccessExpression,
): readonly Change[] {
  const { typescript } = marking;
  const asked = askedChange(marking, node);
  return typescript.isCallExpression(node) ? [...methodChanges(marking, node), ...asked] : asked;
}

function methodChanges({ typescript, source }: Marking, node: ts.CallExpression): readonly Change[] {
  const callee = node.expression;
  if (!typescript.isPropertyAccessExpression(callee) || callee.questionDotToken || node.questionDotToken) return [];
  const receiver = callee.expression.getText(source);
  const method = callee.name.text;
  const rest = source.text.slice(callee.end, node.end);
  const other = receiver === "Math" ? EXTREMES[method] : SWAPPED[method];
  if (other !== undefined && Object.hasOwn(receiver === "Math" ? EXTREMES : SWAPPED, method))
    return [{ operator: "call", replacement: `${receiver}.${other}${rest}` }];
  return DROPPED.has(method) && receiver !== "super" ? [{ operator: "call", replacement: receiver }] : [];
}

/** The last `?.` of a whole chain no longer asks: `a?.b.c` becomes `a.b.c`. */
function askedChange(
  { typescript, source }: Marking,
  node: ts.CallExpression | ts.PropertyAccessExpression | ts.ElementAccessExpression,
): readonly Change[] {
  let asking: ts.Expression = node;
  while (isLink(typescript, asking) && !asking.questionDotToken) asking = asking.expression;
  if (!isLink(typescript, asking) || !asking.questionDotToken || !(node.flags & typescript.NodeFlags.OptionalChain))
    return [];
  const before = source.text.slice(node.getStart(source), asking.questionDotToken.getStart(source));
  const after = source.text.slice(asking.questionDotToken.end, node.end);
  const dot = typescript.isPropertyAccessExpression(asking) ? "." : "";
  return [{ operator: "condition", replacement: before + dot + after }];
}

function isLink(
  typescript: Marking["typescript"],
  node: ts.Expression,
): node is ts.CallExpression | ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return (
    typescript.isCallExpression(node) ||
    typescript.isPropertyAccessExpression(node) ||
    typescript.isElementAccessExpression(node)
  );
}
