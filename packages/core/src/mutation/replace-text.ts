/** A place in a text: 1-based line and column, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What stands from `start` to `end`, which is exclusive. */
export function textBetween(text: string, start: Position, end: Position): string {
  return text.slice(offsetOf(text, start), offsetOf(text, end));
}

/** The text with something else from `start` to `end`. */
export function replaceText(text: string, start: Position, end: Position, replacement: string): string {
  return text.slice(0, offsetOf(text, start)) + replacement + text.slice(offsetOf(text, end));
}

function offsetOf(text: string, { line, column }: Position): number {
  let offset = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf("\n", offset);
    if (next < 0) return text.length;
    offset = next + 1;
  }
  return Math.min(offset + column - 1, text.length);
}
