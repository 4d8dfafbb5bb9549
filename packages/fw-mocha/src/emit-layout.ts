/** Source text that may be broken over lines, the way prettier would. */
export type Doc = string | Sequence | Bracket;

/** Pieces one after another. */
export interface Sequence {
  readonly kind: "sequence";
  readonly parts: readonly Doc[];
}

/** A bracketed list: on one line if it fits, else one item per line with a trailing comma. */
export interface Bracket {
  readonly kind: "bracket";
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
  /**
   * `object` and `names` have inner spaces, `names` may share lines where no formatter forbids it, `arguments` may keep a last
   * object or list on its line, `block` is always broken and has no commas.
   */
  readonly form: "arguments" | "array" | "object" | "names" | "block";
}

/** Columns and indentation to write for. */
export interface Page {
  readonly width: number;
  readonly indent: string;
  /** Whether a formatter goes over the file: it gives each imported name a line. */
  readonly isFormatted: boolean;
}

/** Pieces one after another. */
export function sequence(...parts: readonly Doc[]): Sequence {
  return { kind: "sequence", parts };
}

/** `name(a, b)`. */
export function call(name: Doc, args: readonly Doc[]): Sequence {
  return sequence(name, { kind: "bracket", open: "(", items: args, close: ")", form: "arguments" });
}

/** `[a, b]`. */
export function array(items: readonly Doc[]): Bracket {
  return { kind: "bracket", open: "[", items, close: "]", form: "array" };
}

/** `{ a: 1 }`, entries written out. */
export function object(items: readonly Doc[]): Bracket {
  return { kind: "bracket", open: "{", items, close: "}", form: "object" };
}

/** `{ a, b as c }` of an import. */
export function names(items: readonly string[]): Bracket {
  return { kind: "bracket", open: "{", items, close: "}", form: "names" };
}

/** `{`, statements, `}`. */
export function block(statements: readonly Doc[]): Bracket {
  return { kind: "bracket", open: "{", items: statements, close: "}", form: "block" };
}

/** Everything on one line. */
export function flat(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (doc.kind === "sequence") return doc.parts.map(flat).join("");
  const isPadded = doc.form === "object" || doc.form === "names" || doc.form === "block";
  const pad = isPadded && doc.items.length > 0 ? " " : "";
  return doc.open + pad + doc.items.map(flat).join(doc.form === "block" ? " " : ", ") + pad + doc.close;
}

/** Whether `doc` fits on one line of `columns`, and prettier would leave it there. */
export function fitsOn(doc: Doc, columns: number): boolean {
  return !mustBreak(doc) && columnsOf(flat(doc)) <= columns;
}

/** The text of `doc`, which starts at `depth` indents; `tail` columns follow on its last line. */
export function layOut(doc: Doc, depth: number, page: Page, tail = 0): string {
  const column = columnsOf(page.indent.repeat(depth));
  return print(doc, { depth, column, tail, page });
}

interface Place {
  readonly depth: number;
  /** Columns used before it on its first line. */
  readonly column: number;
  readonly tail: number;
  readonly page: Page;
}

function print(doc: Doc, place: Place): string {
  if (typeof doc === "string") return doc;
  if (!mustBreak(doc) && fits(flat(doc), place)) return flat(doc);
  return doc.kind === "sequence" ? printSequence(doc, place) : printBracket(doc, place);
}

/** Breaks the last bracket when all before it fits on the line; else each piece as it comes. */
function printSequence({ parts }: Sequence, place: Place): string {
  const flattened = parts.flatMap((part) =>
    typeof part === "object" && part.kind === "sequence" ? part.parts : [part],
  );
  const last = flattened.findLastIndex((part) => typeof part !== "string");
  const literal = flattened.at(-1);
  const before = flattened.slice(0, -1).map(flat).join("");
  if (
    typeof literal === "string" &&
    /^["']/.test(literal) &&
    /[:=] $/.test(before) &&
    !before.includes("\n") &&
    place.column + columnsOf(before) <= place.page.width &&
    !hasShortKey(before, place.page)
  ) {
    // A text that is too long for the line goes below its name.
    return `${before.trimEnd()}\n${place.page.indent.repeat(place.depth + 1)}${literal}`;
  }
  let text = "";
  for (const [index, part] of flattened.entries()) {
    const used = text.includes("\n")
      ? columnsOf(text.slice(text.lastIndexOf("\n") + 1))
      : place.column + columnsOf(text);
    const rest = flattened.slice(index + 1);
    const canWait =
      index < last && !mustBreak(part) && used + columnsOf(flat(part)) + headWidth(rest) <= place.page.width;
    const tail = index < last ? headWidth(rest) : columnsOf(rest.map(flat).join("")) + place.tail;
    text += canWait ? flat(part) : print(part, { ...place, column: used, tail });
  }
  return text;
}

/** Below a key this short the text would start hardly further left: prettier leaves it where it is. */
function hasShortKey(before: string, { indent }: Page): boolean {
  return before.endsWith(": ") && columnsOf(before) - 2 < columnsOf(indent) + 3;
}

/** Columns up to and including the next place where a line can be broken. */
function headWidth(parts: readonly Doc[]): number {
  let width = 0;
  for (const part of parts) {
    if (typeof part !== "string") return width + (part.kind === "bracket" ? part.open.length : headWidth(part.parts));
    width += columnsOf(part);
  }
  return width;
}

function printBracket(doc: Bracket, place: Place): string {
  const { items, open, close, form } = doc;
  const { page, depth } = place;
  if (items.length === 0) return open + close;
  if (form === "arguments") {
    const hugged = hug(doc, place);
    if (hugged !== null) return hugged;
  }
  const lead = page.indent.repeat(depth + 1);
  const inner = { depth: depth + 1, column: columnsOf(lead), tail: 1, page };
  const end = `\n${page.indent.repeat(depth)}${close}`;
  if (form === "block") return `${open}${items.map((item) => `\n${lead}${print(item, inner)}`).join("")}${end}`;
  const isNumbers =
    form === "array" && items.length > 1 && items.every((item) => /^[+-]?[\d.]+(e[+-]?\d+)?n?$/.test(flat(item)));
  if (isNumbers || (form === "names" && !page.isFormatted)) {
    return `${open}\n${fill(items.map(flat), lead, page)}${end}`;
  }
  return `${open}${items.map((item) => `\n${lead}${print(item, inner)},`).join("")}${end}`;
}

/** `f(a, {` and the object's entries below: only when what stands before the last argument fits on the line. */
function hug(doc: Bracket, place: Place): string | null {
  if (isComposition(doc)) return null;
  const last = doc.items.at(-1);
  const before = doc.items.slice(0, -1);
  const lead = doc.open + before.map((item) => `${flat(item)}, `).join("");
  const column = place.column + columnsOf(lead);
  const handedOn = callToHug(last);
  if (handedOn !== null && !before.some(mustBreak) && column + columnsOf(handedOn.head) <= place.page.width) {
    const depth = place.depth + 1;
    const body = layOut(handedOn.body, depth, place.page, 1);
    const end = `\n${place.page.indent.repeat(place.depth)}${doc.close}`;
    return `${lead}${handedOn.head}\n${place.page.indent.repeat(depth)}${body},${end}`;
  }
  const target = bracketToHug(last);
  if (last === undefined || target === null || target.items.length === 0) return null;
  if (
    before.some(mustBreak) ||
    before.some((item) => typeof item !== "string" && item.kind === "bracket" && item.form === target.form)
  )
    return null;
  if (column + headWidth([last]) > place.page.width) return null;
  return lead + print(last, { ...place, column, tail: doc.close.length + place.tail }) + doc.close;
}

/** The object, list or function body a last argument consists of. */
function bracketToHug(doc: Doc | undefined): Bracket | null {
  if (doc === undefined || typeof doc === "string") return null;
  if (doc.kind === "bracket") return doc.form === "arguments" ? null : doc;
  const last = doc.parts.at(-1);
  const head = doc.parts.slice(0, -1).map(flat).join("");
  const isFunction = /=> $/.test(head);
  return isFunction && typeof last === "object" && last.kind === "bracket" && last.form !== "arguments" ? last : null;
}

/** The call below its arrow that a last argument consists of. */
function callToHug(doc: Doc | undefined): { readonly head: string; readonly body: Doc } | null {
  if (typeof doc !== "object" || doc.kind !== "sequence") return null;
  const [head, body, ...rest] = doc.parts;
  if (typeof head !== "string" || !head.endsWith("=> ") || rest.length > 0) return null;
  return typeof body === "object" && body.kind === "sequence" && mustBreak(body)
    ? { head: head.trimEnd(), body }
    : null;
}

function fill(items: readonly string[], lead: string, page: Page): string {
  const lines: string[] = [];
  let line = lead;
  for (const item of items) {
    const piece = `${item},`;
    const next = line === lead ? `${lead}${piece}` : `${line} ${piece}`;
    if (columnsOf(next) > page.width && line !== lead) {
      lines.push(line);
      line = `${lead}${piece}`;
    } else line = next;
  }
  return [...lines, line].join("\n");
}

/** Prettier never writes a list of several lists or objects on one line, nor a block. */
function mustBreak(doc: Doc): boolean {
  if (typeof doc === "string") return doc.includes("\n");
  if (doc.kind === "sequence") return doc.parts.some(mustBreak);
  if (doc.form === "block") return doc.items.length > 0;
  const isLong = (item: Doc, form: string): boolean =>
    typeof item !== "string" && item.kind === "bracket" && item.form === form && item.items.length > 1;
  const matrix =
    doc.form === "array" &&
    doc.items.length > 1 &&
    ["array", "object"].some((form) => doc.items.every((item) => isLong(item, form)));
  return matrix || isComposition(doc) || doc.items.some(mustBreak);
}

/** Several arguments of which one is a call that is handed a function: prettier gives each a line. */
function isComposition({ form, items }: Bracket): boolean {
  if (form !== "arguments" || items.length < 2) return false;
  const functions = items.filter(isFunction).length;
  const handsOver = items.some((item) => {
    const inner = typeof item === "object" && item.kind === "sequence" ? item.parts.at(-1) : undefined;
    return (
      !isFunction(item) &&
      typeof inner === "object" &&
      inner.kind === "bracket" &&
      inner.form === "arguments" &&
      inner.items.some(isFunction)
    );
  });
  return functions > 1 || handsOver;
}

function isFunction(doc: Doc): boolean {
  return /^(?:async )?(?:\([^()]*\)|[\w$]+) => /.test(flat(doc));
}

function fits(text: string, { column, tail, page }: Place): boolean {
  return column + columnsOf(text) + tail <= page.width;
}

/** Columns a text takes; a tab is four. */
export function columnsOf(text: string): number {
  return text.replaceAll("\t", "    ").length;
}
