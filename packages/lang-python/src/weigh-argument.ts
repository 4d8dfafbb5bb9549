import type { ShapeKind } from "@autotest/core";
import { callsIn } from "./calls-in.js";
import { fieldOf, namedOf, type SyntaxNode } from "./parse.js";
import type { Tally } from "./tally.js";

const NUMBER_CALLS = /^(abs|round|divmod|pow|math\.\w+)$/;
const TEXT_CALLS =
  /^(ord|re\.\w+|unicodedata\.\w+|textwrap\.\w+|shlex\.\w+|html\.\w+|ast\.literal_eval|eval|compile|urlparse|urllib\.parse\.\w+|tokenize\.\w+)$/;

/** What being an argument of a well-known function says about a parameter. */
export function weighArgument(list: SyntaxNode, use: SyntaxNode, body: SyntaxNode, tally: Tally): void {
  const call = callsIn(body).byArguments.get(list);
  const called = call && fieldOf(call, "function");
  if (!called) return;
  const text = called.text;
  const args = namedOf(list);
  const position = args.indexOf(use);
  if (text === "isinstance" && position === 0 && args[1]) weighInstanceCheck(args[1], tally);
  else if (text === "len") {
    tally.add("list", 0.45);
    tally.add("text", 0.4);
  } else if (text === "range" || text === "chr" || text === "bin" || text === "hex") tally.add("int", 0.8);
  else if (text === "int" || text === "float") {
    tally.add("text", 0.5);
    tally.add(text, 0.4);
    tally.format = "number";
  } else if (/^(datetime\.)*(strptime|fromisoformat)$/.test(text)) {
    tally.add("text", 0.8);
    tally.format = "date";
  } else if (text === "json.loads") {
    tally.add("text", 0.8);
    tally.format = "json";
  } else if (/(^|\.)UUID$/.test(text)) {
    tally.add("text", 0.7);
    tally.format = "uuid";
  } else if (/^(open|os\.path\.\w+|os\.\w+|Path|pathlib\.Path)$/.test(text)) tally.add("path", 0.7);
  else if (TEXT_CALLS.test(text)) tally.add("text", text.startsWith("re.") && position === 0 ? 0.3 : 0.75);
  else if (NUMBER_CALLS.test(text)) {
    tally.add("float", 0.6);
    tally.add("int", 0.5);
  } else if (/^(sum|statistics\.\w+|fsum)$/.test(text)) {
    tally.add("list", 0.75);
    tally.element = { kind: "float", source: "usage", weight: 0.6 };
  } else if (
    /^(sorted|min|max|set|list|tuple|enumerate|reversed|any|all|iter|zip|frozenset|chain|islice|itertools\.\w+|deque|Counter)$/.test(
      text,
    )
  ) {
    if (position === 0 || text === "zip") tally.add("list", 0.5);
    if (position === 0 && /(^|\.)islice$/.test(text)) tally.once = true;
  } else if (text === "next" && position === 0) {
    tally.add("list", 0.6);
    tally.once = true;
  } else if (/^(map|filter|reduce|functools\.\w+)$/.test(text)) tally.add(position === 0 ? "callable" : "list", 0.6);
  else if (/["']\.join$/.test(text)) {
    tally.add("list", 0.7);
    tally.element = { kind: "text", source: "usage", weight: 0.7 };
  } else if (text === "dict") tally.add("map", 0.5);
  else if (/\.(match|fullmatch|search|findall|finditer|sub)$/.test(text)) tally.add("text", 0.6);
  else if (/^(Decimal|Fraction|decimal\.Decimal|fractions\.Fraction)$/.test(text)) {
    tally.add("float", 0.4);
    tally.add("text", 0.4);
  }
}

const CHECKED: { readonly [name: string]: ShapeKind } = {
  str: "text",
  int: "int",
  float: "float",
  bool: "bool",
  bytes: "bytes",
  list: "list",
  dict: "map",
  set: "set",
  frozenset: "set",
  tuple: "tuple",
  Mapping: "map",
  Sequence: "list",
  Iterable: "list",
  Path: "path",
};

function weighInstanceCheck(types: SyntaxNode, tally: Tally): void {
  for (const node of types.type === "tuple" ? namedOf(types) : [types]) {
    const kind = CHECKED[node.text.split(".").at(-1)!];
    if (kind) tally.add(kind, 0.55);
  }
}
