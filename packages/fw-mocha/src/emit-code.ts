import type { Code, Ref } from "@autotest/core";

/** The call around the lines of a test. */
export interface CodeFrame {
  /** `it('title', `. */
  readonly head: string;
  readonly depth: number;
  readonly indent: string;
  /** What closes a statement: `;`, or nothing. */
  readonly end: string;
}

/** A test that came as source text, as a call with its function; no line break at the end. */
export function codeText(code: Code, { head, depth, indent, end }: CodeFrame, use: (ref: Ref) => string): string {
  const lead = indent.repeat(depth);
  const raw = new Set(code.raw);
  const aliases = Object.entries(code.refs).flatMap(([name, ref]) => {
    const local = use(ref);
    return local === name ? [] : [`${lead}${indent}const ${name} = ${local}${end}`];
  });
  const lines = code.lines.map((line, at) => {
    if (raw.has(at) || line === "") return line;
    const text = line.trimStart();
    const columns = line.length - text.length;
    return `${lead}${indent.repeat(1 + Math.floor(columns / 4))}${" ".repeat(columns % 4)}${text}`;
  });
  return [`${lead}${head}${code.async ? "async " : ""}() => {`, ...aliases, ...lines, `${lead}})${end}`].join("\n");
}
