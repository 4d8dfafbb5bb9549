import { literalValue } from "./literal-value.js";
import { namedOf, type SyntaxNode } from "./parse.js";

/** What a docstring declares. */
export interface Docstring {
  readonly text: string;
  /** Type text by parameter, from Sphinx, Google or NumPy style. */
  readonly types: ReadonlyMap<string, string>;
  readonly returns: string | null;
  /** Error class names it says are raised. */
  readonly raises: readonly string[];
  /** Its lines without common indentation, and the 1-based line of the file the first one is in. */
  readonly lines: readonly string[];
  readonly line: number;
}

/** The docstring of a function, class or module body, or null. */
export function readDocstring(body: SyntaxNode): Docstring | null {
  const first = namedOf(body)[0];
  const string = first?.type === "expression_statement" ? namedOf(first)[0] : undefined;
  if (!string || (string.type !== "string" && string.type !== "concatenated_string")) return null;
  const text = literalValue(string);
  if (typeof text !== "string") return null;
  const lines = dedented(text);
  const types = new Map<string, string>();
  const raises = new Set<string>();
  let returns = readSphinx(lines, types, raises);
  returns = readSections(lines, types, raises) ?? returns;
  return {
    text: lines.join("\n").trim(),
    types,
    returns,
    raises: [...raises],
    lines,
    line: string.line,
  };
}

function dedented(text: string): readonly string[] {
  const lines = text.split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)![0].length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return [lines[0]!.trim(), ...lines.slice(1).map((line) => line.slice(indent).trimEnd())];
}

function readSphinx(lines: readonly string[], types: Map<string, string>, raises: Set<string>): string | null {
  let returns: string | null = null;
  for (const line of lines) {
    const type = /^\s*:type\s+\*{0,2}(\w+)\s*:\s*(.+)$/.exec(line);
    if (type) types.set(type[1]!, type[2]!);
    const typed = /^\s*:(?:param|parameter|arg|argument)\s+([\w.[\], |]+?)\s+\*{0,2}(\w+)\s*:/.exec(line);
    if (typed) types.set(typed[2]!, typed[1]!);
    const raised = /^\s*:(?:raises?|except|exception)\s+([\w., ]+?)\s*:/.exec(line);
    if (raised) for (const name of raised[1]!.split(",")) addError(name, raises);
    const result = /^\s*:rtype\s*:\s*(.+)$/.exec(line);
    if (result) returns = result[1]!;
  }
  return returns;
}

const SECTION =
  /^(Args|Arguments|Parameters|Params|Other Parameters|Keyword Args|Keyword Arguments|Raises|Returns|Return|Yields|Examples?|Notes?|Attributes)\s*:?$/;

/** Google (`Args:` and indented entries) and NumPy (underlined headings). */
function readSections(lines: readonly string[], types: Map<string, string>, raises: Set<string>): string | null {
  let section = "";
  let numpy = false;
  let returns: string | null = null;
  for (const [at, line] of lines.entries()) {
    const heading = SECTION.exec(line.trim());
    const underlined = /^-{3,}$/.test(lines[at + 1]?.trim() ?? "");
    if (heading && (line.trim().endsWith(":") || underlined)) {
      section = heading[1]!;
      numpy = underlined;
      continue;
    }
    if (/^-{3,}$/.test(line.trim())) continue;
    if (line.trim() !== "" && !/^\s/.test(line) && !numpy) section = "";
    if (/^(Args|Arguments|Parameters|Params|Other|Keyword)/.test(section)) {
      const google = /^\s+\*{0,2}(\w+)\s*\(([^)]*)\)\s*:/.exec(line);
      const plain = /^\*{0,2}(\w+)\s*:\s*(.+)$/.exec(line);
      if (google) types.set(google[1]!, google[2]!.replace(/,\s*(optional|default.*)$/, ""));
      else if (numpy && plain) types.set(plain[1]!, plain[2]!.replace(/,\s*(optional|default.*)$/, ""));
    } else if (section === "Raises") {
      const raised = numpy ? /^([A-Z][\w.]*)\s*:?$/.exec(line) : /^\s+([A-Z][\w.]*)\s*:/.exec(line);
      if (raised) addError(raised[1]!, raises);
    } else if (section === "Returns" || section === "Return") {
      const result = numpy
        ? /^(?:\w+\s*:\s*)?([\w.[\], |]+)$/.exec(line)
        : /^\s+([A-Za-z][\w.[\], |]*?)\s*:/.exec(line);
      if (result && returns === null) returns = result[1]!;
    }
  }
  return returns;
}

function addError(name: string, raises: Set<string>): void {
  const bare = name.trim().split(".").at(-1)!;
  if (/^[A-Z]\w*$/.test(bare)) raises.add(bare);
}
