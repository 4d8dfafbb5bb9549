/** Line length the common formatters use. */
export const LINE_LENGTH = 88;

interface Group {
  readonly open: number;
  readonly close: number;
  readonly commas: readonly number[];
}

/** One logical line as the lines a formatter would make of it; what cannot be broken stays long. */
export function wrapLine(text: string, indent: string, step: string, trailing = ""): readonly string[] {
  if (width(indent) + text.length + trailing.length <= LINE_LENGTH && !text.includes("\n"))
    return [`${indent}${text}${trailing}`];
  const groups = bracketGroups(text).filter((group) => text.slice(group.open + 1, group.close).trim() !== "");
  const group = groups.findLast(
    (one) => width(indent) + one.open + 1 <= LINE_LENGTH && text.length - one.close + width(indent) <= LINE_LENGTH,
  );
  if (group === undefined) return [`${indent}${text}${trailing}`];
  const inner = `${indent}${step}`;
  const head = `${indent}${text.slice(0, group.open + 1)}`;
  const tail = `${indent}${text.slice(group.close)}${trailing}`;
  const body = text.slice(group.open + 1, group.close).trim();
  // Arguments may share a line; the elements of a collection get one each.
  const collection = group.commas.length > 0 && !opensCall(text, group);
  if (!collection && width(inner) + body.length <= LINE_LENGTH && !body.endsWith(","))
    // The only parameter of a function is followed by a comma, several on one line are not.
    return [head, `${inner}${body}${/^def /.test(text) && group.commas.length === 0 ? "," : ""}`, tail];
  const parts = split(text, group);
  const comma = trailingComma(text, group, parts);
  return [
    head,
    ...parts.flatMap((part, index) => wrapLine(part, inner, step, index < parts.length - 1 || comma ? "," : "")),
    tail,
  ];
}

function split(text: string, group: Group): readonly string[] {
  const edges = [group.open, ...group.commas, group.close];
  return edges
    .slice(1)
    .map((end, index) => text.slice((edges[index] ?? 0) + 1, end).trim())
    .filter((part) => part !== "");
}

/** A comma after the last part must not turn brackets into a tuple, nor follow a generator or an unpacking comprehension. */
function trailingComma(text: string, group: Group, parts: readonly string[]): boolean {
  if (parts.length > 1 || group.commas.length > 0) return !/\sfor\s/.test(parts.length === 1 ? (parts[0] ?? "") : "");
  const call = opensCall(text, group);
  const sign = text[group.open];
  if (/\sfor\s/.test(parts[0] ?? "")) return false;
  return sign === "(" ? call : sign === "[" ? !call : true;
}

/** True when the bracket belongs to what stands before it: a call or an index. */
function opensCall(text: string, group: Group): boolean {
  const before = text.slice(0, group.open);
  return /[\w)\]]$/.test(before) && !/\b(?:assert|in|is|not|and|or|return|with|if|else|lambda|for)$/.test(before);
}

function bracketGroups(text: string): readonly Group[] {
  const found: Group[] = [];
  let depth = 0;
  let open = 0;
  let commas: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === '"' || sign === "'") {
      at = endOfString(text, at) - 1;
    } else if ("([{".includes(sign)) {
      depth += 1;
      if (depth === 1) [open, commas] = [at, []];
    } else if (")]}".includes(sign)) {
      depth -= 1;
      if (depth === 0) found.push({ open, close: at, commas });
    } else if (sign === "," && depth === 1) {
      commas.push(at);
    }
  }
  return found;
}

/** Position after the string literal that starts at `start` (its quote, prefix excluded). An unterminated one ends with its line. */
export function endOfString(text: string, start: number): number {
  const quote = text[start] ?? "";
  const triple = text.startsWith(quote.repeat(3), start);
  const end = triple ? quote.repeat(3) : quote;
  for (let at = start + end.length; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(end, at)) return at + end.length;
    else if (!triple && text[at] === "\n") return at;
  }
  return text.length;
}

function width(indent: string): number {
  return indent.replaceAll("\t", "    ").length;
}
