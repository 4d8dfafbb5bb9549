import type { PrintScope, RecordValue, TaggedValue, Value } from "@autotest/core";

const PLAIN_CALLS: ReadonlySet<string> = new Set(["BigInt", "Symbol", "Number", "String", "Boolean"]);

/** A value as an idiomatic expression. */
export function print(value: Value, scope: PrintScope): string {
  if (value === null) return "null";
  if (typeof value === "string") return printLongText(value, scope.quote);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return printList(value, scope);
  return isTagged(value) ? printTagged(value, scope) : printRecord(value as RecordValue, scope);
}

function isTagged(value: Value): value is TaggedValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    typeof (value as { $?: unknown }).$ === "string"
  );
}

/** From here on a list of one value, or a text of one piece, is told by its length. */
const REPEATED_ITEMS = 12;
const REPEATED_TEXT = 30;
const LONGEST_PIECE = 8;

function printList(items: readonly Value[], scope: PrintScope): string {
  const [first = null] = items;
  const isPrimitive = typeof first !== "object" || first === null;
  if (items.length >= REPEATED_ITEMS && isPrimitive && items.every((item) => item === first))
    return `new Array(${items.length}).fill(${print(first, scope)})`;
  return `[${items.map((item) => print(item, scope)).join(", ")}]`;
}

function printRecord(record: RecordValue, scope: PrintScope): string {
  const entries = Object.entries(record).map(([key, item]) => `${printKey(key, scope)}: ${print(item, scope)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** `__proto__` as a plain key would set the prototype instead. */
function printKey(key: string, scope: PrintScope): string {
  if (key === "__proto__") return `[${printText(key, scope.quote)}]`;
  if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) || /^(0|[1-9]\d{0,14})$/.test(key)) return key;
  return printText(key, scope.quote);
}

const ESCAPES: { readonly [character: string]: string } = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
  "\\": "\\\\",
};

/** A string literal; the other quote is taken when it saves escapes. Only what cannot be seen is escaped. */
export function printText(text: string, quote: "single" | "double"): string {
  const [own, other] = quote === "single" ? ["'", '"'] : ['"', "'"];
  const mark = text.includes(own) && !text.includes(other) ? other : own;
  let body = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === mark) body += `\\${mark}`;
    else if (ESCAPES[character] !== undefined) body += ESCAPES[character];
    else if (isInvisible(code)) body += escapeCode(code);
    else body += character;
  }
  return mark + body + mark;
}

/** Controls, unusual spaces, zero-width and direction marks, lone surrogates, private use. */
function isInvisible(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad) return true;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  return /[\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{M}/u.test(String.fromCodePoint(code));
}

function escapeCode(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}

/** `"ab".repeat(40)` where that says all. */
function printLongText(text: string, quote: "single" | "double"): string {
  for (let size = 1; text.length >= REPEATED_TEXT && size <= LONGEST_PIECE; size++) {
    const times = text.length / size;
    const piece = text.slice(0, size);
    if (Number.isInteger(times) && piece.repeat(times) === text) return `${printText(piece, quote)}.repeat(${times})`;
  }
  return printText(text, quote);
}

/** Bytes that spell a text as that text, others in hexadecimal. */
function printBytes(hex: string, quote: "single" | "double"): string {
  if (hex === "") return "Buffer.alloc(0)";
  const text = Buffer.from(hex, "hex").toString("latin1");
  if (/^[ -~]{4,}$/.test(text)) return `Buffer.from(${printLongText(text, quote)})`;
  return `Buffer.from(${printLongText(hex, quote)}, ${printText("hex", quote)})`;
}

function printTagged(value: TaggedValue, scope: PrintScope): string {
  const list = (items: readonly Value[]): string => printList(items, scope);
  switch (value.$) {
    case "float":
      return printFloat(value.v);
    case "int":
      return `${value.v}n`;
    case "undefined":
      return "undefined";
    case "bytes":
      return printBytes(value.v, scope.quote);
    case "tuple":
      return list(value.v);
    case "set":
    case "frozenset":
      return value.v.length === 0 ? "new Set()" : `new Set(${list(value.v)})`;
    case "iterator":
      return `${list(value.v)}.values()`;
    case "map":
      return value.v.length === 0 ? "new Map()" : `new Map([${value.v.map((pair) => list(pair)).join(", ")}])`;
    case "date":
      return value.v === "invalid" ? "new Date(NaN)" : `new Date(${printText(value.v, scope.quote)})`;
    case "regexp":
      return printRegExp(value.source, value.flags, scope);
    case "new":
      return `${isConstructed(value.ref) ? "new " : ""}${printRef(value.ref, scope)}(${value.args.map((item) => print(item, scope)).join(", ")})`;
    case "ref":
      return printRef(value.ref, scope);
    case "callable":
      return printCallable(value.kind, value.v, scope);
    case "var":
      return value.name;
    case "object":
      return printRecord(value.fields, scope);
    default:
      return `undefined /* ${value.type.replaceAll("*/", "")} */`;
  }
}

function printRef(ref: string, scope: PrintScope): string {
  return ref.startsWith("globalThis:") ? ref.slice("globalThis:".length) : scope.use(ref);
}

function printFloat(text: string): string {
  switch (text.toLowerCase()) {
    case "nan":
      return "NaN";
    case "inf":
      return "Infinity";
    case "-inf":
      return "-Infinity";
    default:
      return Object.is(Number(text), -0) ? "-0" : String(Number(text));
  }
}

function printRegExp(source: string, flags: string, scope: PrintScope): string {
  const visible = [...source].every((character) => !isInvisible(character.codePointAt(0) ?? 0));
  const literal = `/${source}/${flags}`;
  if (source !== "" && visible && isLiteral(source)) return literal;
  return `new RegExp(${[source, ...(flags === "" ? [] : [flags])].map((text) => printText(text, scope.quote)).join(", ")})`;
}

/** True when the slash that would end the literal early is escaped or in a class. */
function isLiteral(source: string): boolean {
  let inClass = false;
  for (let index = 0; index < source.length; index++) {
    if (source[index] === "\\") index++;
    else if (source[index] === "[") inClass = true;
    else if (source[index] === "]") inClass = false;
    else if (source[index] === "/" && !inClass) return false;
  }
  return !source.startsWith("*");
}

/** Whether a `new` value is written with the keyword; the runtime follows the same rule. */
function isConstructed(ref: string): boolean {
  const name =
    ref
      .slice(ref.lastIndexOf(":") + 1)
      .split(".")
      .at(-1) ?? "";
  if (ref.startsWith("globalThis:") && PLAIN_CALLS.has(name)) return false;
  return name === "" || name === "default" || /^[_$]*\p{Lu}/u.test(name);
}

function printCallable(
  kind: "identity" | "echo" | "constant" | "raise" | "compare" | "record",
  value: Value | undefined,
  scope: PrintScope,
): string {
  switch (kind) {
    case "identity":
      return "(value) => value";
    case "echo":
      return "(...values) => values";
    case "constant": {
      const text = value === undefined ? "undefined" : print(value, scope);
      return `() => ${text.startsWith("{") ? `(${text})` : text}`;
    }
    case "raise":
      return `() => { throw new Error(${typeof value === "string" && value !== "" ? print(value, scope) : ""}); }`;
    case "compare":
      return "(a, b) => (a < b ? -1 : a > b ? 1 : 0)";
    default:
      return "() => {}";
  }
}
