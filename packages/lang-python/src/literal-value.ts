import type { Value } from "@autotest/core";
import { namedOf, type SyntaxNode } from "./parse.js";

/** The value of a literal, or undefined when the node is not one. Formatted text is none. */
export function literalValue(node: SyntaxNode): Value | undefined {
  switch (node.type) {
    case "none":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    case "ellipsis":
      return { $: "ref", ref: "builtins:Ellipsis" };
    case "integer":
      return integerValue(node.text);
    case "float":
      return floatValue(node.text);
    case "string":
      return textValue(node.text);
    case "concatenated_string":
      return joined(namedOf(node).map(literalValue));
    case "unary_operator":
      return negated(node);
    case "parenthesized_expression":
      return namedOf(node)[0] && literalValue(namedOf(node)[0]!);
    case "list":
      return every(namedOf(node));
    case "tuple":
      return wrapped("tuple", every(namedOf(node)));
    case "set":
      return wrapped("set", every(namedOf(node)));
    case "dictionary":
      return mapValue(node);
    default:
      return undefined;
  }
}

/** Two values as one text: equal texts, equal values. */
export function valueKey(value: Value): string {
  return JSON.stringify(value);
}

function every(nodes: readonly SyntaxNode[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const node of nodes) {
    const value = literalValue(node);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function wrapped(tag: "tuple" | "set", values: readonly Value[] | undefined): Value | undefined {
  return values && { $: tag, v: values };
}

function mapValue(node: SyntaxNode): Value | undefined {
  const pairs: (readonly [Value, Value])[] = [];
  for (const pair of namedOf(node)) {
    if (pair.type !== "pair") return undefined;
    const [key, item] = namedOf(pair).map(literalValue);
    if (key === undefined || item === undefined) return undefined;
    pairs.push([key, item]);
  }
  if (pairs.every(([key]) => typeof key === "string" && key !== "$" && key !== "__proto__" && !/^-?\d+$/.test(key))) {
    return Object.fromEntries(pairs as (readonly [string, Value])[]);
  }
  return { $: "map", v: pairs };
}

function negated(node: SyntaxNode): Value | undefined {
  const value = literalValue(namedOf(node)[0]!);
  if (node.children[0]?.text !== "-") return undefined;
  if (typeof value === "number") return -value;
  if (value && typeof value === "object" && "$" in value) {
    const tagged = value as { $: unknown; v?: unknown };
    if ((tagged.$ === "int" || tagged.$ === "float") && typeof tagged.v === "string") {
      return { $: tagged.$, v: tagged.v.startsWith("-") ? tagged.v.slice(1) : `-${tagged.v}` };
    }
  }
  return undefined;
}

function integerValue(text: string): Value | undefined {
  const digits = text.replaceAll("_", "").toLowerCase();
  if (!/^(0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]+)$/.test(digits)) return undefined;
  const exact = BigInt(/^0+$/.test(digits) ? "0" : digits.replace(/^0+(?=[1-9])/, ""));
  return exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : { $: "int", v: exact.toString() };
}

function floatValue(text: string): Value | undefined {
  const digits = text.replaceAll("_", "");
  if (/j$/i.test(digits)) return undefined;
  return { $: "float", v: pythonFloat(Number(digits)) };
}

/** A finite float as Python's `repr` writes it. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= 16 || exponent < -4) {
    const [mantissa, power] = value.toExponential().split("e") as [string, string];
    return `${mantissa}e${power[0]}${power.slice(1).padStart(2, "0")}`;
  }
  const plain = value.toString();
  if (plain.includes("e")) {
    const decimals = Math.max(0, (plain.split("e")[0]!.split(".")[1]?.length ?? 0) - exponent);
    return value.toFixed(decimals);
  }
  return plain.includes(".") ? plain : `${plain}.0`;
}

function joined(values: readonly (Value | undefined)[]): Value | undefined {
  return values.every((value) => typeof value === "string") ? values.join("") : undefined;
}

const SIMPLE_ESCAPES: { readonly [letter: string]: string } = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

function textValue(source: string): Value | undefined {
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(source);
  if (!match) return undefined;
  const prefix = match[1]!.toLowerCase();
  if (prefix.includes("f") || prefix.includes("t")) return undefined;
  const bytes = prefix.includes("b");
  const body = prefix.includes("r") ? match[3]! : unescaped(match[3]!, bytes);
  if (!bytes) return body;
  return { $: "bytes", v: Array.from(body, (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("") };
}

function unescaped(body: string, bytes: boolean): string {
  return body.replace(
    /\\(\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|[\s\S])/g,
    (whole, code: string) => {
      const simple = SIMPLE_ESCAPES[code];
      if (simple !== undefined) return simple;
      if (code === "\r\n") return "";
      if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
      if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
      if (!bytes && /^[uU]./.test(code)) {
        const point = Number.parseInt(code.slice(1), 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      return whole;
    },
  );
}
