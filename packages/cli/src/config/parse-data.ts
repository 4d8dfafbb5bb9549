import { AutotestError } from "@autotest/core";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Locate } from "./locate-issue.js";

/** Data from a file, and where its keys stand. */
export interface ParsedData {
  readonly value: unknown;
  readonly locate: Locate;
}

/** Reads YAML, or JSON as the part of YAML it is. Throws an `AutotestError` with line and column. */
export function parseData(text: string, source: string): ParsedData {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new AutotestError("config-invalid", `${source}:${line}:${col} ${error.message.split("\n")[0]}`);
  }
  return {
    value: document.toJS({ maxAliasCount: 50 }) as unknown,
    locate: (key) => {
      const offset = offsetOf(document.contents, segments(key));
      if (offset === null) return null;
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
}

function segments(key: string): readonly string[] {
  return key.split(/[.[\]]+/).filter((part) => part !== "");
}

/** Where the last part of a path that exists begins. */
function offsetOf(node: Node | null, path: readonly string[]): number | null {
  const [first, ...rest] = path;
  if (first === undefined || node === null) return null;
  if (isSeq(node)) return offsetOf(node.items[Number(first)] as Node | null, rest) ?? node.range?.[0] ?? null;
  if (!isMap(node)) return node.range?.[0] ?? null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === first);
  if (pair === undefined) return null;
  return offsetOf(pair.value as Node | null, rest) ?? (pair.key as Node).range?.[0] ?? null;
}
