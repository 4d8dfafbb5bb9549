/**
 * A value of the code under test, as JSON. What JSON says exactly stays plain: null, booleans, text, safe integers,
 * lists and string-keyed records. Everything else carries a tag under `$`.
 *
 * Python writes None as null, every float as {@link FloatValue} (JSON loses `1.0`), dict with string keys as a record.
 * JavaScript writes null as null, finite numbers plain, plain objects as records.
 */
export type Value = null | boolean | number | string | readonly Value[] | RecordValue | TaggedValue;

/** A record with string keys. A record that itself has the key `$` travels as a {@link MapValue}. */
export interface RecordValue {
  readonly [key: string]: Value;
}

/** Every tagged form; `$` names it. */
export type TaggedValue =
  | FloatValue
  | IntegerValue
  | UndefinedValue
  | BytesValue
  | SequenceValue
  | MapValue
  | DateValue
  | RegExpValue
  | NewValue
  | ReferenceValue
  | CallableValue
  | VariableValue
  | ObjectValue
  | OpaqueValue;

/** A float as its shortest decimal text, or `nan`, `inf`, `-inf`, `-0.0`. In JavaScript only for NaN, ±Infinity and -0. */
export interface FloatValue {
  readonly $: "float";
  readonly v: string;
}

/** An integer beyond 2^53, in decimal digits (Python int, JavaScript bigint of any size). */
export interface IntegerValue {
  readonly $: "int";
  readonly v: string;
}

/** JavaScript `undefined`. */
export interface UndefinedValue {
  readonly $: "undefined";
}

/** Bytes as lower-case hexadecimal (Python bytes, JavaScript Uint8Array or Buffer). */
export interface BytesValue {
  readonly $: "bytes";
  readonly v: string;
}

/**
 * A tuple, set or frozenset. Sets are in an order that does not depend on hashing. As an input only, `iterator` gives these items
 * once, one after the other: `iter([1, 2])`, `[1, 2].values()`.
 */
export interface SequenceValue {
  readonly $: "tuple" | "set" | "frozenset" | "iterator";
  readonly v: readonly Value[];
}

/** A dict with other than string keys, or a JavaScript Map, in insertion order. */
export interface MapValue {
  readonly $: "map";
  readonly v: readonly (readonly [Value, Value])[];
}

/** A JavaScript Date as ISO 8601 text, or `invalid`. */
export interface DateValue {
  readonly $: "date";
  readonly v: string;
}

/** A JavaScript regular expression. Python patterns are a {@link NewValue} of `re:compile`. */
export interface RegExpValue {
  readonly $: "regexp";
  readonly source: string;
  readonly flags: string;
}

/**
 * The result of calling `ref` (with `new` where the language needs it): `Decimal("1.5")`, `date(2024, 1, 2)`, `new Cart(3)`.
 * Used for inputs, and for observed values that can be rebuilt this way.
 */
export interface NewValue {
  readonly $: "new";
  readonly ref: Ref;
  readonly args: readonly Value[];
  readonly kwargs?: { readonly [name: string]: Value };
}

/** Something importable itself: an enum member, a class, a function, a constant. */
export interface ReferenceValue {
  readonly $: "ref";
  readonly ref: Ref;
}

/**
 * A function passed as an argument. `identity` returns its first argument, `echo` all of them as a list or tuple, `constant` returns `v`, `raise` throws a plain
 * error with message `v`, `compare` orders two arguments, `record` returns undefined/None and keeps what it was called with.
 */
export interface CallableValue {
  readonly $: "callable";
  readonly kind: "identity" | "echo" | "constant" | "raise" | "compare" | "record";
  readonly v?: Value;
}

/** A variable bound by an arrange step. */
export interface VariableValue {
  readonly $: "var";
  readonly name: string;
}

/** Observed only: an instance that no literal can say. `fields` are its public data fields and properties, `ref` its class if importable. */
export interface ObjectValue {
  readonly $: "object";
  readonly type: string;
  readonly ref?: Ref;
  readonly fields: { readonly [name: string]: Value };
  /** Functions that it carries as fields of its own, when there are any. */
  readonly members?: readonly string[];
}

/** Observed only: something that cannot be compared (a function, a cycle, a cut-off). `text` is for people. */
export interface OpaqueValue {
  readonly $: "opaque";
  readonly type: string;
  readonly text?: string;
  /** What a test can say it is an instance of. */
  readonly ref?: Ref;
  /** Of a function: how many arguments it names, when that is more than none, and the functions it carries as its own fields. */
  readonly arity?: number;
  readonly members?: readonly string[];
}

/**
 * Where something can be imported from: `module:dotted.name`. An empty module is the file under test (`:Cart.create`);
 * an empty name is the module itself. Built-ins use the module `builtins` in Python and `globalThis` in JavaScript.
 */
export type Ref = string;
