import type { Scenario } from "./scenario.js";
import type { Shape } from "./shape.js";
import type { Ref, Value } from "./value.js";

/** A file of the project. */
export interface SourceFile {
  /** Relative to the project root, `/`-separated. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the bytes on disk, hexadecimal. */
  readonly hash: string;
}

/** Lines are 1-based, both ends included. */
export interface Span {
  readonly line: number;
  readonly endLine: number;
}

/** What kind of thing a unit is. */
export type UnitKind = "function" | "method" | "static-method" | "class-method" | "class" | "getter" | "setter";

/** One parameter of a unit, receiver excluded. */
export interface Parameter {
  readonly name: string;
  /** `rest` and `keywords` are `*args` / `...args` and `**kwargs`; `named` is keyword-only. */
  readonly kind: "positional" | "named" | "rest" | "keywords";
  /** True when a call may leave it out. */
  readonly optional: boolean;
  /** The default, if it is a literal. */
  readonly default?: Value;
  /** The annotation as written. */
  readonly annotation?: string;
  /** Every opinion about its type, strongest first. */
  readonly shapes: readonly Shape[];
}

/** A testable piece of a file: a function, a method, a class (its constructor), a property. */
export interface Unit {
  /** Derived from path and qualified name. */
  readonly id: string;
  /** Dotted name inside the file, e.g. `Cart.total`. */
  readonly name: string;
  readonly kind: UnitKind;
  readonly path: string;
  readonly span: Span;
  /** How a test reaches it (`:Cart.total`), or null when nothing outside can (nested, not exported). */
  readonly ref: Ref | null;
  /** The class it belongs to, as a unit name. */
  readonly owner?: string;
  readonly parameters: readonly Parameter[];
  readonly async: boolean;
  readonly generator: boolean;
  /** True for names that start with an underscore or `#`, or are marked private. */
  readonly private: boolean;
  readonly abstract: boolean;
  /** What it says it returns, if it says so. */
  readonly returns?: Shape;
  /** The return annotation as written. */
  readonly returnAnnotation?: string;
  readonly doc?: string;
  readonly decorators: readonly string[];
  /** Names of the error classes it raises explicitly or declares in its documentation. */
  readonly raises: readonly string[];
  /** Names of units of this file that it calls. */
  readonly calls: readonly string[];
  /** Fields of the receiver it reads and writes. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Of a class: fields that its declaration lets nobody else assign to (private, read-only). Absent: none is known. */
  readonly sealed?: readonly string[];
  /** Literals of its body (numbers, text, bytes), each once, in source order. */
  readonly constants: readonly Value[];
  /** Regular expression sources of its body, each once. */
  readonly patterns: readonly string[];
  /** Examples written by a person (doctest, `@example`, the project's README) that call this unit. */
  readonly examples: readonly Example[];
}

/** A use of a unit as somebody documented it, with the result it is said to have. */
export interface Example {
  /** The call as source text. */
  readonly call: string;
  /** The expected result as source text. */
  readonly expected: string;
  /** 1-based line in the file of the unit, or in `source`. */
  readonly line: number;
  /** The file it stands in, when that is another one: `README.md`. */
  readonly source?: string;
  /** The same as data, with what earlier lines bind; absent when the language could not read it. */
  readonly scenario?: Scenario;
  /** What the documentation says comes of it, as data; absent when it could not be read. */
  readonly promise?: Promised;
}

/**
 * What documentation says comes of a call. `shows`: how the result represents itself, where that is no literal. `prints`: what
 * printing the result shows, or what the call itself prints.
 */
export type Promised =
  | { readonly kind: "returns"; readonly value: Value }
  | { readonly kind: "raises"; readonly type: string; readonly message?: string }
  | { readonly kind: "shows"; readonly text: string }
  | { readonly kind: "prints"; readonly text: string };
