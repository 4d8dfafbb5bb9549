import type { Ref, Value } from "./value.js";

/** What a parameter may be, in language-neutral words. */
export type ShapeKind =
  | "bool"
  | "int"
  | "float"
  | "text"
  | "bytes"
  | "none"
  | "list"
  | "map"
  | "set"
  | "tuple"
  | "record"
  | "enum"
  | "literal"
  | "callable"
  | "instance"
  | "path"
  | "union"
  | "unknown";

/** Where a shape was learned. Sources compete; none is believed blindly. */
export type ShapeSource = "annotation" | "checker" | "default" | "doc" | "usage" | "name" | "run";

/** One opinion about a parameter. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly source: ShapeSource;
  /** Belief from 0 to 1; default 1. */
  readonly weight?: number;
  /** `list`: the code takes items from it one after the other, so that it may be given an iterator over them. */
  readonly once?: true;
  /** `list`, `set`: the elements. `map`: the values. */
  readonly element?: Shape;
  /** `map`: the keys. */
  readonly key?: Shape;
  /** `tuple`: one shape per position. */
  readonly items?: readonly Shape[];
  /** `union`: the alternatives. */
  readonly options?: readonly Shape[];
  /** `record`, or an `instance` known only by its attributes: field name to shape. */
  readonly fields?: { readonly [name: string]: Shape };
  /** `record`: fields that may be missing. */
  readonly optional?: readonly string[];
  /** `literal`, `enum`: every value it may take. */
  readonly values?: readonly Value[];
  /** `instance`, `enum`: the class. `path`: the class of path objects; a text without. */
  readonly ref?: Ref;
  /** `callable`: how many arguments the target passes. */
  readonly arity?: number;
  /** `text`: a regular expression it should match, or a format hint such as `date`, `email`, `url`, `uuid`, `number`, `json`. */
  readonly pattern?: string;
  readonly format?: string;
}
