import type { Assertion, Language, PrintScope, Value } from "@autotest/core";
import type { ActWriter } from "./emit-act.js";
import type { Dialect, ExpectedError } from "./emit-dialect.js";
import { call, type Doc, sequence } from "./emit-layout.js";
import { member, splitRef } from "./emit-scope.js";
import {
  asInstance,
  hasInexact,
  hasInstance,
  isInexact,
  isPrimitive,
  isRecord,
  rounded,
  shortened,
  stringText,
  tagOf,
  toleranceText,
  valueDoc,
} from "./emit-value.js";

/** Statements that say `actual` is `value`; parts that cannot be compared are left out. */
export function sameAs(
  actual: Doc,
  value: Value,
  approximate: boolean,
  dialect: Dialect,
  writer: ActWriter,
): readonly Doc[] {
  const { language, scope } = writer;
  const form = tagOf(value) === "var" ? writer.forms?.get((value as { readonly name: string }).name) : undefined;
  if (form !== undefined) {
    const expected = language.print(value, scope);
    if (form.mode === "close") return [dialect.close(actual, expected, toleranceText(form.numbers))];
    if (form.mode === "rounded") return [dialect.deepEqual(call(writer.support("roundNumbers"), [actual]), expected)];
    return [form.mode === "equal" ? dialect.equal(actual, expected) : dialect.deepEqual(actual, expected)];
  }
  if (!hasInstance(value)) {
    if (approximate && isInexact(value))
      return [dialect.close(actual, valueDoc(shortened(value), language, scope), toleranceText([value]))];
    if (approximate && hasInexact(value))
      return [
        dialect.deepEqual(call(writer.support("roundNumbers"), [actual]), valueDoc(rounded(value), language, scope)),
      ];
    const expected = valueDoc(value, language, scope);
    return [
      isPrimitive(value) || tagOf(value) === "var"
        ? dialect.equal(actual, expected)
        : dialect.deepEqual(actual, expected),
    ];
  }
  const part = (name: string): Doc => sequence(actual, member(name, scope.quote));
  const instance = asInstance(value);
  if (instance !== null) {
    const fields = Object.entries(instance.fields).flatMap(([name, item]) =>
      sameAs(part(name), item, approximate, dialect, writer),
    );
    return instance.ref === undefined ? fields : [dialect.instance(actual, scope.use(instance.ref)), ...fields];
  }
  if (Array.isArray(value)) {
    const items = value.flatMap((item: Value, index) =>
      sameAs(sequence(actual, `[${index}]`), item, approximate, dialect, writer),
    );
    return [dialect.equal(part("length"), String(value.length)), ...items];
  }
  if (isRecord(value))
    return Object.entries(value).flatMap(([name, item]) => sameAs(part(name), item, approximate, dialect, writer));
  const isFunction = (value as { readonly type?: string }).type === "function" || tagOf(value) === "callable";
  return isFunction ? [dialect.kindOf(actual, stringText("function", scope.quote))] : [];
}

const PRIMITIVES: { readonly [name: string]: string } = {
  String: "string",
  Number: "number",
  Boolean: "boolean",
  BigInt: "bigint",
  Symbol: "symbol",
  Function: "function",
};

/** A statement that says of which class or primitive type `actual` is. */
export function isOfType(actual: Doc, ref: string, dialect: Dialect, { scope }: ActWriter): Doc {
  const { module, path } = splitRef(ref);
  const primitive = module === "globalThis" ? PRIMITIVES[path.join(".")] : undefined;
  if (primitive !== undefined) return dialect.kindOf(actual, stringText(primitive, scope.quote));
  if (ref === "globalThis:Array") return dialect.ok(call("Array.isArray", [actual]));
  return dialect.instance(actual, scope.use(ref));
}

/** A statement that says what a file of the working directory holds. */
export function fileHolds(
  { path, text }: Extract<Assertion, { kind: "file" }>,
  dialect: Dialect,
  { language, scope }: ActWriter,
): Doc {
  const read = `${scope.use("node:fs:default")}.readFileSync`;
  const args = [stringText(path, scope.quote), stringText("utf8", scope.quote)];
  return dialect.equal(call(read, args), language.print(text, scope));
}

/** What the error of a `raises` assertion must look like, with what `all` assertions of the test say of it. */
export function expectedError(
  assertion: Extract<Assertion, { kind: "raises" }>,
  all: readonly Assertion[],
  { language, scope }: ActWriter,
): ExpectedError {
  const { module, path } = splitRef(assertion.ref);
  const isNamed = path.length > 0 || (assertion.ref === ":" && assertion.type !== "");
  return {
    type: isNamed ? scope.use(assertion.ref) : null,
    builtin: module === "globalThis",
    name: assertion.type,
    message: assertion.message === undefined ? null : language.print(assertion.message, scope),
    primitive: primitiveOf(assertion, language, scope),
    fields: all.flatMap((one) =>
      one.kind === "field" && one.on === "raised" ? [[one.name, language.print(one.value, scope)] as const] : [],
    ),
  };
}

/** What has no class and is no object was thrown as it is; its text is the message. */
function primitiveOf(
  { ref, type, message }: Extract<Assertion, { kind: "raises" }>,
  language: Language,
  scope: PrintScope,
): Doc | null {
  if (ref !== "" || message === undefined) return null;
  if (type === "string") return language.print(message, scope);
  // Nothing equals NaN.
  if (type === "number" && message !== "NaN") return message;
  return type === "boolean" || type === "undefined" ? message : null;
}
