import { endOfString } from "./wrap-line.js";

/** A statement with what belongs to it: decorators, comment lines directly above, the indented block below. */
export interface Statement {
  /** Offsets into the text; the end is after the line break of its last line. */
  readonly start: number;
  readonly end: number;
  readonly kind: "import" | "function" | "class" | "other";
  /** Name of a function or class; otherwise empty. */
  readonly name: string;
  /** Offset of the first line after decorators and comments. */
  readonly head: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly column: number;
  readonly kind: "blank" | "comment" | "code";
}

/** Statements of `text` (or of its part) at one indentation, in order. Comments that stand alone belong to none. */
export function scanStatements(text: string, from = 0, to: number = text.length, column = 0): readonly Statement[] {
  const lines = logicalLines(text, from, to);
  const found: { start: number; end: number; head: number; kind: Statement["kind"]; name: string }[] = [];
  let pending = null as { start: number; decorated: boolean } | null;
  for (const line of lines) {
    const last = found.at(-1);
    if (line.kind === "blank") {
      if (pending !== null && !pending.decorated) pending = null;
    } else if (line.kind === "comment") {
      if (line.column > column && pending === null && last) last.end = line.end;
      else if (line.column === column) pending ??= { start: line.start, decorated: false };
    } else if (line.column > column) {
      if (last) last.end = line.end;
      pending = null;
    } else {
      const code = text.slice(line.start, line.end).trimStart();
      if (code.startsWith("@")) {
        pending = { start: pending?.start ?? line.start, decorated: true };
      } else if (last && /^(?:else|elif|except|finally)\b/.test(code)) {
        last.end = line.end;
        pending = null;
      } else {
        found.push({ start: pending?.start ?? line.start, end: line.end, head: line.start, ...sort(code) });
        pending = null;
      }
    }
  }
  return found;
}

function sort(code: string): { readonly kind: Statement["kind"]; readonly name: string } {
  if (/^(?:import|from)\s/.test(code)) return { kind: "import", name: "" };
  const definition = /^(?:async\s+)?(def|class)\s+(\w+)/.exec(code);
  if (definition?.[2] === undefined) return { kind: "other", name: "" };
  return { kind: definition[1] === "def" ? "function" : "class", name: definition[2] };
}

/** Lines as Python joins them: brackets, backslashes and triple quotes continue one. */
function logicalLines(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  let at = from;
  while (at < to) {
    const start = at;
    let column = 0;
    while (at < to && (text[at] === " " || text[at] === "\t" || text[at] === "\f" || text[at] === "\uFEFF")) {
      if (text[at] !== "\uFEFF") column += 1;
      at += 1;
    }
    const first = text[at];
    const kind = at >= to || first === "\n" || first === "\r" ? "blank" : first === "#" ? "comment" : "code";
    at = endOfLogicalLine(text, at, to);
    lines.push({ start, end: at, column, kind });
  }
  return lines;
}

function endOfLogicalLine(text: string, from: number, to: number): number {
  let depth = 0;
  let at = from;
  while (at < to) {
    const sign = text[at] ?? "";
    if (sign === "#") {
      while (at < to && text[at] !== "\n") at += 1;
      continue;
    }
    if (sign === '"' || sign === "'") {
      at = Math.max(endOfString(text, at), at + 1);
      continue;
    }
    if (sign === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at += text[at + 1] === "\r" ? 3 : 2;
      continue;
    }
    if ("([{".includes(sign)) depth += 1;
    else if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
    else if (sign === "\n" && depth === 0) return at + 1;
    at += 1;
  }
  return to;
}
