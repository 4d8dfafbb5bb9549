import type { Code, Ref } from "@autotest/core";
import { wrapLine } from "./wrap-line.js";

/** The function around the lines of a test. */
export interface CodeFrame {
  readonly name: string;
  /** `self`, or nothing. */
  readonly self: readonly string[];
  /** Indentation of the function itself, and of one step. */
  readonly base: string;
  readonly step: string;
}

/** A test that came as source text, as a test function; no line break at the end. */
export function codeText(code: Code, { name, self, base, step }: CodeFrame, use: (ref: Ref) => string): string {
  const inner = `${base}${step}`;
  const head = wrapLine(`def ${name}(${[...self, ...(code.fixtures ?? [])].join(", ")}):`, base, step);
  const { aliases, lines } = withLocalNames(code, use);
  const depth = code.async ? `${inner}${step}` : inner;
  const raw = new Set(code.raw);
  const body = lines.flatMap((line, at) => {
    if (raw.has(at) || line === "") return [line];
    const isWhole = !raw.has(at + 1);
    const [lead, text] = stepsOf(line, step);
    return isWhole ? wrapLine(text, depth + lead, step) : [`${depth}${lead}${text}`];
  });
  const written = [...aliases.map((alias) => `${depth}${alias}`), ...body];
  if (!code.async) return [...head, ...written].join("\n");
  const run = `${use("asyncio:run")}(scenario())`;
  return [...head, `${inner}async def scenario():`, ...written, "", `${inner}${run}`].join("\n");
}

/** Lines in which every name is the one the suite imports it by. */
function withLocalNames(
  code: Code,
  use: (ref: Ref) => string,
): { readonly aliases: readonly string[]; readonly lines: readonly string[] } {
  const aliases: string[] = [];
  let lines = code.lines;
  for (const [name, ref] of Object.entries(code.refs)) {
    const local = use(ref);
    if (local === name) continue;
    if (!name.includes(".")) aliases.push(`${name} = ${local}`);
    else {
      const dotted = new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?!\\w)`, "g");
      lines = lines.map((line) => line.replace(dotted, local));
    }
  }
  return { aliases, lines };
}

/** The indentation of a line in steps of the project's, and the rest. */
function stepsOf(line: string, step: string): readonly [string, string] {
  const text = line.trimStart();
  const columns = line.length - text.length;
  return [step.repeat(Math.floor(columns / 4)) + " ".repeat(columns % 4), text];
}
