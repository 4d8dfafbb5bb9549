import type { Shape, ShapeSource, Value } from "@autotest/core";
import type { FileNames } from "./file-names.js";

/** What turns names into shapes. */
export interface TypeScope {
  readonly names: FileNames;
  readonly source: ShapeSource;
  /** Belief given to the outermost shape. */
  readonly weight: number;
}

const PLAIN: { readonly [name: string]: Shape["kind"] } = {
  bool: "bool",
  boolean: "bool",
  int: "int",
  integer: "int",
  float: "float",
  number: "float",
  complex: "unknown",
  str: "text",
  string: "text",
  text: "text",
  AnyStr: "text",
  Text: "text",
  LiteralString: "text",
  bytes: "bytes",
  bytearray: "bytes",
  ByteString: "bytes",
  none: "none",
  None: "none",
  NoneType: "none",
  list: "list",
  List: "list",
  array: "list",
  iterable: "list",
  sequence: "list",
  Iterable: "list",
  Iterator: "list",
  Sequence: "list",
  MutableSequence: "list",
  Collection: "list",
  Container: "list",
  Generator: "list",
  Reversible: "list",
  Deque: "list",
  dict: "map",
  Dict: "map",
  dictionary: "map",
  mapping: "map",
  Mapping: "map",
  MutableMapping: "map",
  DefaultDict: "map",
  OrderedDict: "map",
  Counter: "map",
  set: "set",
  Set: "set",
  frozenset: "set",
  FrozenSet: "set",
  AbstractSet: "set",
  MutableSet: "set",
  tuple: "tuple",
  Tuple: "tuple",
  callable: "callable",
  Callable: "callable",
  function: "callable",
  Path: "path",
  PurePath: "path",
  PathLike: "path",
  Any: "unknown",
  object: "unknown",
  any: "unknown",
  Hashable: "text",
  Sized: "list",
};

/** The shape a type expression names, or undefined when it says nothing. Quoted types, unions and docstring words included. */
export function shapeOfType(text: string, scope: TypeScope): Shape | undefined {
  const tokens = text.match(/"[^"]*"|'[^']*'|[A-Za-z_][\w.]*|\d+|\.\.\.|[[\](),|{}]|-/g);
  if (!tokens) return undefined;
  const reader = new Reader(tokens, scope, 0);
  const shape = reader.union();
  return shape && weighted(shape, scope);
}

function weighted(shape: Shape, { weight }: TypeScope): Shape {
  return { ...shape, weight: shape.kind === "unknown" ? 0.1 : weight };
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly scope: TypeScope;
  private readonly depth: number;

  constructor(tokens: readonly string[], scope: TypeScope, depth: number) {
    this.tokens = tokens;
    this.scope = scope;
    this.depth = depth;
  }

  union(): Shape | undefined {
    const options: Shape[] = [];
    for (;;) {
      const option = this.single();
      if (option) options.push(option);
      const next = this.tokens[this.at];
      if (next === "|" || next === "or") this.at += 1;
      else if (next === "," && this.tokens[this.at + 1] === "optional") {
        this.at += 2;
        break;
      } else break;
    }
    if (options.length < 2) return options[0];
    return this.made({ kind: "union", options });
  }

  private made(shape: Omit<Shape, "source">): Shape {
    return { ...shape, source: this.scope.source };
  }

  private single(): Shape | undefined {
    const token = this.tokens[this.at];
    if (token === undefined) return undefined;
    this.at += 1;
    if (/^["']/.test(token)) return this.nested(token.slice(1, -1));
    if (token === "[") return this.list();
    if (token === "(") {
      const inside = this.union();
      this.skipTo(")");
      return inside;
    }
    if (!/^[A-Za-z_]/.test(token)) return undefined;
    const name = token.split(".").at(-1)!;
    if ((name === "list" || name === "List" || name === "tuple" || name === "set") && this.tokens[this.at] === "of") {
      this.at += 1;
      const element = this.single();
      return this.made(element ? { kind: name === "set" ? "set" : "list", element } : { kind: "list" });
    }
    if (this.tokens[this.at] === "[") return this.generic(token, name);
    return this.named(token, name);
  }

  private nested(text: string): Shape | undefined {
    if (this.depth > 4) return undefined;
    const tokens = text.match(/"[^"]*"|'[^']*'|[A-Za-z_][\w.]*|\d+|\.\.\.|[[\](),|{}]|-/g);
    return tokens ? new Reader(tokens, this.scope, this.depth + 1).union() : undefined;
  }

  private list(): Shape | undefined {
    const inside = this.union();
    this.skipTo("]");
    return inside;
  }

  private generic(token: string, name: string): Shape | undefined {
    this.at += 1;
    if (name === "Literal") return this.literal();
    if (name === "Callable" || name === "callable") return this.callable();
    const args = this.arguments();
    switch (name) {
      case "Optional":
        return this.made({ kind: "union", options: [...known(args.slice(0, 1)), this.made({ kind: "none" })] });
      case "Union":
        return this.made({ kind: "union", options: known(args) });
      case "Annotated":
      case "Final":
      case "ClassVar":
      case "Required":
      case "NotRequired":
      case "ReadOnly":
        return args[0];
      case "Type":
      case "type":
        return this.made({ kind: "unknown" });
      case "tuple":
      case "Tuple":
        return this.made({
          kind: "tuple",
          items: known(args.length === 1 && this.repeated ? [args[0], args[0]] : args),
        });
      case "PathLike":
        return this.made({ kind: "path" });
      case "Counter":
        return this.made({ kind: "map", ...(args[0] ? { key: args[0] } : {}), element: this.made({ kind: "int" }) });
      default:
    }
    const kind = PLAIN[name];
    if (kind === "map") {
      return this.made({ kind, ...(args[0] ? { key: args[0] } : {}), ...(args[1] ? { element: args[1] } : {}) });
    }
    if (kind === "list" || kind === "set")
      return this.made({ kind, ...once(name), ...(args[0] ? { element: args[0] } : {}) });
    return this.named(token, name);
  }

  private repeated = false;

  private arguments(): (Shape | undefined)[] {
    const args: (Shape | undefined)[] = [];
    this.repeated = false;
    while (this.at < this.tokens.length && this.tokens[this.at] !== "]") {
      const before = this.at;
      if (this.tokens[this.at] === "...") {
        this.at += 1;
        this.repeated = true;
      } else if (this.tokens[this.at] !== ",") {
        const inner: boolean = this.repeated;
        args.push(this.union());
        this.repeated = inner;
      }
      if (this.tokens[this.at] === ",") this.at += 1;
      if (this.at === before) this.at += 1;
    }
    this.at += 1;
    return args;
  }

  private literal(): Shape {
    const values: Value[] = [];
    while (this.at < this.tokens.length && this.tokens[this.at] !== "]") {
      const token = this.tokens[this.at]!;
      if (/^["']/.test(token)) values.push(token.slice(1, -1));
      else if (/^\d/.test(token)) values.push(this.tokens[this.at - 1] === "-" ? -Number(token) : Number(token));
      else if (token === "None") values.push(null);
      else if (token === "True" || token === "False") values.push(token === "True");
      this.at += 1;
    }
    this.at += 1;
    return this.made({ kind: "literal", values });
  }

  private callable(): Shape {
    let arity: number | undefined;
    if (this.tokens[this.at] === "[") {
      this.at += 1;
      arity = this.arguments().length;
    }
    this.skipTo("]");
    return this.made(arity === undefined ? { kind: "callable" } : { kind: "callable", arity });
  }

  private skipTo(closing: string): void {
    let open = 0;
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at]!;
      this.at += 1;
      if (token === closing && open === 0) return;
      if (token === "[" || token === "(") open += 1;
      if (token === "]" || token === ")") open -= 1;
    }
  }

  private named(token: string, name: string): Shape | undefined {
    const known = this.scope.names.shapeOf(token, this.scope, this.depth);
    if (known) return known;
    const kind = PLAIN[name];
    // A text would do for most code that takes a path, but not for what calls its methods.
    if (kind)
      return this.made(
        kind === "path" && name !== "PathLike" ? { kind, ref: "pathlib:Path" } : { kind, ...once(name) },
      );
    const ref = this.scope.names.refOf(token);
    return ref === undefined ? undefined : this.made({ kind: "instance", ref });
  }
}

/** An iterator is a list that is gone through once. */
function once(name: string): { readonly once?: true } {
  return name === "Iterator" ? { once: true } : {};
}

function known(shapes: readonly (Shape | undefined)[]): readonly Shape[] {
  return shapes.filter((shape) => shape !== undefined);
}
