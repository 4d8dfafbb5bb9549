import { block, call, type Doc, object, sequence } from "./emit-layout.js";
import { stringText } from "./emit-value.js";

/** What a thrown error must look like. Texts are source expressions. */
export interface ExpectedError {
  /** The class as an expression; null when it cannot be named. */
  readonly type: string | null;
  /** True for an error class of the language, whose `name` is its class name. */
  readonly builtin: boolean;
  /** Class name as text. */
  readonly name: string;
  /** The message as an expression; null when any will do. */
  readonly message: Doc | null;
  /** What was thrown as an expression, where that is no error but a text or a number; else null. */
  readonly primitive: Doc | null;
  /** What it carries besides: name and value as an expression. */
  readonly fields: readonly (readonly [string, Doc])[];
}

/** One way of writing assertions. Every method gives a statement without its semicolon. */
export interface Dialect {
  equal(actual: Doc, expected: Doc): Doc;
  deepEqual(actual: Doc, expected: Doc): Doc;
  ok(condition: Doc): Doc;
  close(actual: Doc, expected: Doc, tolerance: Doc): Doc;
  instance(actual: Doc, type: Doc): Doc;
  kindOf(actual: Doc, kind: Doc): Doc;
  throws(act: Doc, error: ExpectedError): Doc;
  rejects(promise: Doc, error: ExpectedError): Doc;
  doesNotThrow(act: Doc): Doc;
  doesNotReject(promise: Doc): Doc;
}

/** The names a dialect is written with, asked for at first use, so that only what is used gets imported. */
export interface DialectNames {
  /** `assert` of node:assert/strict, or of an older import that compares loosely. */
  readonly node: () => { readonly name: string; readonly strict: boolean };
  readonly expect: () => string;
  readonly chaiAssert: () => string;
  readonly quote: "single" | "double";
}

/** Assertions of node:assert. */
export function nodeDialect(names: DialectNames): Dialect {
  const method = (strictName: string, looseName: string): string => {
    const { name, strict } = names.node();
    return `${name}.${strict ? strictName : looseName}`;
  };
  const plain = (name: string): string => `${names.node().name}.${name}`;
  return {
    equal: (actual, expected) => call(method("equal", "strictEqual"), [actual, expected]),
    deepEqual: (actual, expected) => call(method("deepEqual", "deepStrictEqual"), [actual, expected]),
    ok: (condition) => call(plain("ok"), [condition]),
    close: (actual, expected, tolerance) =>
      call(plain("ok"), [sequence(call("Math.abs", [sequence(grouped(actual), minus(expected))]), " < ", tolerance)]),
    instance: (actual, type) => call(plain("ok"), [sequence(grouped(actual), " instanceof ", type)]),
    kindOf: (actual, kind) => call(method("equal", "strictEqual"), [sequence("typeof ", grouped(actual)), kind]),
    throws: (act, error) => call(plain("throws"), [arrow(act), ...errorShape(error, names.quote)]),
    rejects: (promise, error) =>
      sequence("await ", call(plain("rejects"), [promise, ...errorShape(error, names.quote)])),
    doesNotThrow: (act) => call(plain("doesNotThrow"), [arrow(act)]),
    doesNotReject: (promise) => sequence("await ", call(plain("doesNotReject"), [promise])),
  };
}

/** Assertions of chai's `expect`; a rejected promise is left to node:assert, which needs no further package. */
export function expectDialect(names: DialectNames): Dialect {
  const node = nodeDialect(names);
  const that = (actual: Doc, chain: string, ...args: readonly Doc[]): Doc =>
    sequence(call(names.expect(), [actual]), call(chain, args));
  return {
    equal: (actual, expected) => {
      if (expected === "NaN") return sequence(call(names.expect(), [actual]), ".to.be.NaN");
      if (expected === "-0") return that(call("Object.is", [actual, "-0"]), ".to.equal", "true");
      return that(actual, ".to.equal", expected);
    },
    deepEqual: (actual, expected) => that(actual, ".to.deep.equal", expected),
    ok: (condition) => that(condition, ".to.equal", "true"),
    close: (actual, expected, tolerance) => that(actual, ".to.be.closeTo", expected, tolerance),
    instance: (actual, type) => that(actual, ".to.be.an.instanceOf", type),
    kindOf: (actual, kind) => that(actual, ".to.be.a", kind),
    throws: (act, error) => {
      const thrown = that(arrow(act), ".to.throw", ...chaiError(error));
      if (error.fields.length === 0) return thrown;
      return sequence(thrown, call(".that.includes", [object(fieldsOf(error))]));
    },
    rejects: node.rejects,
    doesNotThrow: (act) => that(arrow(act), ".to.not.throw"),
    doesNotReject: node.doesNotReject,
  };
}

/** Assertions of chai's `assert`. */
export function chaiAssertDialect(names: DialectNames): Dialect {
  const node = nodeDialect(names);
  const method = (name: string, ...args: readonly Doc[]): Doc => call(`${names.chaiAssert()}.${name}`, args);
  return {
    equal: (actual, expected) => {
      if (expected === "NaN") return method("isNaN", actual);
      if (expected === "-0") return method("isTrue", call("Object.is", [actual, "-0"]));
      return method("strictEqual", actual, expected);
    },
    deepEqual: (actual, expected) => method("deepEqual", actual, expected),
    ok: (condition) => method("isTrue", condition),
    close: (actual, expected, tolerance) => method("closeTo", actual, expected, tolerance),
    instance: (actual, type) => method("instanceOf", actual, type),
    kindOf: (actual, kind) => method("typeOf", actual, kind),
    throws: (act, error) => {
      const thrown = method("throws", arrow(act), ...chaiError(error));
      if (error.fields.length === 0) return thrown;
      return method("include", thrown, object(fieldsOf(error)));
    },
    rejects: node.rejects,
    doesNotThrow: (act) => method("doesNotThrow", arrow(act)),
    doesNotReject: node.doesNotReject,
  };
}

function arrow(act: Doc): Doc {
  return sequence("() => ", act);
}

/** Awaiting binds looser than it reads beside an operator. */
export function grouped(doc: Doc): Doc {
  return typeof doc === "object" && doc.kind === "sequence" && doc.parts[0] === "await "
    ? sequence("(", doc, ")")
    : doc;
}

/** A statement as a function body; `end` closes it. */
export function statementBody(statement: Doc, end: string): Doc {
  return block([sequence(statement, end)]);
}

/** Errors whose `name` is that of the class that made them. */
const NAMED_BY_CLASS: ReadonlySet<string> = new Set([
  ...["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
]);

/**
 * node:assert compares name and message with those of an error, the properties of an object, or the class; `name` only says
 * the class for the language's own errors.
 */
function errorShape(error: ExpectedError, quote: "single" | "double"): readonly Doc[] {
  const { type, builtin, name, message, primitive } = error;
  if (primitive !== null) return [sequence("(thrown) => thrown === ", primitive)];
  const fields = fieldsOf(error);
  if (fields.length === 0) {
    if (message === null) return type === null ? [] : [type];
    if (builtin && type === name && NAMED_BY_CLASS.has(name)) return [call(`new ${type}`, [message])];
  }
  const properties = builtin
    ? [sequence("name: ", stringText(name, quote))]
    : type === null
      ? []
      : [`constructor: ${type}`];
  return [object([...properties, ...(message === null ? [] : [sequence("message: ", message)]), ...fields])];
}

function fieldsOf({ fields }: ExpectedError): readonly Doc[] {
  return fields.map(([name, value]) => sequence(name, ": ", value));
}

function chaiError({ type, message, primitive }: ExpectedError): readonly Doc[] {
  // It compares nothing but errors.
  if (primitive !== null) return [];
  const parts: Doc[] = [];
  if (type !== null) parts.push(type);
  if (message !== null) parts.push(message);
  return parts;
}

function minus(expected: Doc): Doc {
  return typeof expected === "string" && expected.startsWith("-")
    ? sequence(" + ", expected.slice(1))
    : sequence(" - ", expected);
}
